/* The least a window can be, with what this desktop has: the floor that start-up and memory are measured against.
   Compiled twice: as it is, a GTK window with a label; with -DPAGE, one with a WebKit page.
   Appends "<milliseconds since 1970> painted" to the file named on its command line, as the app does. */
#include <gtk/gtk.h>
#include <stdio.h>
#ifdef PAGE
#include <webkit2/webkit2.h>
#endif

static const char *marks;

static void painted(void)
{
    FILE *file = fopen(marks, "a");
    if (file == NULL) {
        perror(marks);
        exit(1);
    }
    fprintf(file, "%" G_GINT64_FORMAT " painted\n", g_get_real_time() / 1000);
    fclose(file);
}

#ifdef PAGE
static void said(WebKitUserContentManager *content, WebKitJavascriptResult *result, gpointer data)
{
    painted();
}

/* Two frames on: the first one asks for the picture, by the second it has been drawn. A key puts another word there:
   the least that an answer to one can be. */
static const char page[] =
    "<!doctype html><meta charset=utf-8><h1>Hello</h1><script>"
    "const word = document.querySelector('h1');"
    "onkeydown = () => { word.textContent = word.textContent === 'Hello' ? 'Goodbye' : 'Hello' };"
    "requestAnimationFrame(() => requestAnimationFrame(() => webkit.messageHandlers.mark.postMessage('')))"
    "</script>";

static GtkWidget *inside(void)
{
    WebKitUserContentManager *content = webkit_user_content_manager_new();
    g_signal_connect(content, "script-message-received::mark", G_CALLBACK(said), NULL);
    webkit_user_content_manager_register_script_message_handler(content, "mark");
    GtkWidget *view = webkit_web_view_new_with_user_content_manager(content);
    webkit_web_view_load_html(WEBKIT_WEB_VIEW(view), page, NULL);
    return view;
}
#else
static gboolean drawn(GtkWidget *label, cairo_t *cairo, gpointer data)
{
    static gboolean before = FALSE;
    if (!before)
        painted();
    before = TRUE;
    return FALSE;
}

static GtkWidget *inside(void)
{
    GtkWidget *label = gtk_label_new("Hello");
    g_signal_connect_after(label, "draw", G_CALLBACK(drawn), NULL);
    return label;
}
#endif

int main(int count, char **words)
{
    gtk_init(&count, &words);
    if (count != 2) {
        fprintf(stderr, "usage: %s FILE\n", words[0]);
        return 2;
    }
    marks = words[1];
    /* The size of the app's window: software draws it, and larger costs more. */
    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    gtk_window_set_default_size(GTK_WINDOW(window), 1180, 780);
    g_signal_connect(window, "destroy", G_CALLBACK(gtk_main_quit), NULL);
    gtk_container_add(GTK_CONTAINER(window), inside());
    gtk_widget_show_all(window);
    gtk_main();
    return 0;
}
