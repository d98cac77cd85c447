//! Other calendars: choosing a file, looking at what it would change, taking it in; and exports.
//!
//! A file is opened once, here, and kept until it is taken in or the next one is opened. What the window sees of it is
//! what the preview says.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use app::{
    Error,
    export::{self, SaveError},
    import::CalendarFile,
    replies::{
        CalendarLayer, Code, Done, ExportChoice, ExportForm, ImportForm, ImportPreview, Imported, Problem,
    },
};
use domain::words::{calendar_file as file_words, errors as error_words, fill};
use tauri::{AppHandle, Manager};

use crate::{
    desktop::{dialogs, window},
    events,
    planner::{Planner, ask, change},
};

/// The calendar file that was opened last, and what is being done with it.
#[derive(Default)]
pub struct Chosen {
    file: Mutex<Option<Result<Arc<CalendarFile>, Problem>>>,
    /// The import that may still be written; another number means that this one was broken off.
    import: AtomicU64,
}

/// Has somebody choose a calendar file, and opens it. `None` when they chose none.
#[tauri::command]
#[specta::specta]
pub async fn choose_calendar(handle: AppHandle) -> Result<Option<String>, Problem> {
    let choosing = handle.clone();
    let chosen = blocking(move || dialogs::calendar_to_read(&choosing)).await?;
    let Some(path) = chosen else { return Ok(None) };
    let opening = handle.clone();
    blocking(move || keep(&opening, &path)).await?;
    chosen_calendar(handle).await
}

/// The name of the file that was opened last, by the dialog or from outside; `None` when there is none.
///
/// # Errors
/// Why it could not be opened.
#[tauri::command]
#[specta::specta]
pub async fn chosen_calendar(handle: AppHandle) -> Result<Option<String>, Problem> {
    let chosen = handle.state::<Chosen>();
    let file = locked(&chosen.file);
    match &*file {
        None => Ok(None),
        Some(Ok(file)) => Ok(Some(file.name().to_owned())),
        Some(Err(problem)) => Err(problem.clone()),
    }
}

/// What taking it in would change.
#[tauri::command]
#[specta::specta]
pub async fn preview_import(handle: AppHandle, form: ImportForm) -> Result<ImportPreview, Problem> {
    let file = opened(&handle)?;
    ask(handle, move |app| app.preview_import(&file, &form)).await
}

/// Takes it in, and tells how far it is. `None` when it was broken off: then nothing was written.
#[tauri::command]
#[specta::specta]
pub async fn import_calendar(handle: AppHandle, form: ImportForm) -> Result<Option<Imported>, Problem> {
    let file = opened(&handle)?;
    let mine = handle.state::<Chosen>().import.load(Ordering::SeqCst);
    let telling = handle.clone();
    let done = change(handle.clone(), move |app| {
        let mut told = 0;
        app.import(&file, &form, &mut |done, of| {
            // A hundred steps are as many as anybody sees.
            if done * 100 >= told * of.max(1) {
                told = done * 100 / of.max(1) + 1;
                events::importing(&telling, done, of);
            }
            match telling.state::<Chosen>().import.load(Ordering::SeqCst) == mine {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        })
    })
    .await;
    match done {
        Ok(done) => {
            forget(&handle);
            Ok(Some(done))
        }
        Err(problem) if problem.code == Code::Cancelled => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Breaks off the import that is being written.
#[tauri::command]
#[specta::specta]
pub async fn cancel_import(handle: AppHandle) {
    handle.state::<Chosen>().import.fetch_add(1, Ordering::SeqCst);
}

/// Lets go of the file that was opened.
#[tauri::command]
#[specta::specta]
pub async fn close_calendar(handle: AppHandle) {
    forget(&handle);
}

/// The calendars that were read in.
#[tauri::command]
#[specta::specta]
pub async fn layers(handle: AppHandle) -> Result<Vec<CalendarLayer>, Problem> {
    ask(handle, |app| app.layers()).await
}

/// Takes one out.
#[tauri::command]
#[specta::specta]
pub async fn remove_layer(handle: AppHandle, id: String) -> Result<Done, Problem> {
    change(handle, move |app| app.remove_layer(&id)).await
}

/// Keeps the names of its entries, or drops them.
#[tauri::command]
#[specta::specta]
pub async fn keep_layer_names(handle: AppHandle, id: String, names: bool) -> Result<Done, Problem> {
    change(handle, move |app| app.keep_layer_names(&id, names)).await
}

/// Reads one again whenever its file changes, once somebody has said which file that is; or no longer. `None` when they
/// chose none.
#[tauri::command]
#[specta::specta]
pub async fn watch_layer(handle: AppHandle, id: String, on: bool) -> Result<Option<Done>, Problem> {
    if !on {
        return change(handle, move |app| app.watch_layer(&id, None))
            .await
            .map(Some);
    }
    let choosing = handle.clone();
    let path = blocking(move || dialogs::calendar_to_read(&choosing)).await?;
    let Some(path) = path else { return Ok(None) };
    let done = change(handle.clone(), move |app| {
        // What cannot be read now is not worth watching.
        CalendarFile::open(&path, &mut |_, _| ControlFlow::Continue(()))?;
        app.watch_layer(&id, Some(&path))
    });
    let done = done.await?;
    handle.state::<Planner>().look_at_files();
    Ok(Some(done))
}

/// Reads a watched one again, now.
#[tauri::command]
#[specta::specta]
pub async fn read_layer(handle: AppHandle, id: String) -> Result<Imported, Problem> {
    change(handle, move |app| app.read_layer(&id, None)).await
}

/// The dates that can be exported by themselves.
#[tauri::command]
#[specta::specta]
pub async fn export_choices(handle: AppHandle) -> Result<Vec<ExportChoice>, Problem> {
    ask(handle, |app| app.export_choices()).await
}

/// Writes an export where somebody says. `None` when they chose no place.
#[tauri::command]
#[specta::specta]
pub async fn save_export(handle: AppHandle, form: ExportForm) -> Result<Option<Done>, Problem> {
    let name = form.file_name();
    let text = ask(handle.clone(), move |app| app.export_as(&form)).await?;
    let choosing = handle.clone();
    blocking(move || {
        let Some(path) = dialogs::file_to_write(&choosing, name) else {
            return Ok(None);
        };
        // The dialog has asked whether a file may be replaced; a link is replaced, never followed.
        export::save(&text, &path, true).map_err(|error| not_saved(&error))?;
        Ok(Some(Done {
            said: fill(file_words::WRITTEN, &[("file", &path.display())]),
            id: String::new(),
        }))
    })
    .await?
}

/// Opens a file that somebody handed over from outside ("Open with", a second start), and shows what it would change.
/// Where it comes from says nothing about it: it is opened as any other.
pub fn open_with(handle: &AppHandle, path: PathBuf) {
    let handle = handle.clone();
    std::thread::spawn(move || {
        keep(&handle, &path);
        window::go_to(&handle, events::Go::to("import"));
    });
}

/// The calendar file that a start was given, as a path: desktops hand over either that or a `file:` address.
pub fn handed_over(arguments: impl IntoIterator<Item = String>, folder: &Path) -> Option<PathBuf> {
    let first = arguments.into_iter().next()?;
    if let Ok(url) = tauri::Url::parse(&first)
        && url.scheme() == "file"
    {
        return url.to_file_path().ok();
    }
    Some(folder.join(first))
}

fn keep(handle: &AppHandle, path: &Path) {
    let file = CalendarFile::open(path, &mut |_, _| ControlFlow::Continue(()));
    let file = file.map(Arc::new).map_err(|error: Error| error.problem());
    let chosen = handle.state::<Chosen>();
    *locked(&chosen.file) = Some(file);
}

fn forget(handle: &AppHandle) {
    *locked(&handle.state::<Chosen>().file) = None;
}

fn opened(handle: &AppHandle) -> Result<Arc<CalendarFile>, Problem> {
    let chosen = handle.state::<Chosen>();
    let file = locked(&chosen.file).clone();
    file.unwrap_or_else(|| Err(Error::NotFound.problem()))
}

fn not_saved(error: &SaveError) -> Problem {
    Problem {
        code: Code::Machine,
        message: error.to_string(),
        hint: error_words::MACHINE_HINT.to_owned(),
    }
}

fn locked<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let worked = tauri::async_runtime::spawn_blocking(work).await;
    worked.map_err(|_| events::broken())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_over_is_a_path_in_whatever_form_it_comes() {
        let of = |arguments: &[&str]| {
            let arguments = arguments.iter().map(ToString::to_string);
            handed_over(arguments, Path::new("/srv/noor")).map(|path| path.display().to_string())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["work.ics"]).as_deref(), Some("/srv/noor/work.ics"));
        assert_eq!(of(&["/tmp/work.ics"]).as_deref(), Some("/tmp/work.ics"));
        assert_eq!(
            of(&["file:///tmp/my%20work.ics"]).as_deref(),
            Some("/tmp/my work.ics")
        );
        assert_eq!(
            of(&["http://example.org/work.ics"]).as_deref(),
            Some("/srv/noor/http://example.org/work.ics"),
            "only ever a file, which is not there"
        );
    }
}
