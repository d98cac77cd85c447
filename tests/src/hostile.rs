//! Text made to be more than text, for whatever shows it, stores it or passes it on.

/// What pages, terminals, spreadsheets, notifications, databases and formatters have taken for something else.
const TEXTS: [&str; 42] = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"http://evil.example/?c=1\">",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=\"javascript:alert(1)\">walk</a>",
    "<a href=\"file:///etc/passwd\">walk</a>",
    "<b>bold</b><i>lean</i><u>under</u>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<style>@import'http://evil.example/x.css';</style>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=http://evil.example\">",
    "<base href=//evil.example/>",
    "<object data=data:text/html;base64,PHNjcmlwdD4=>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "\"><script>alert(1)</script>",
    "'-alert(1)-'",
    "javascript:alert(document.domain)",
    "data:text/html,<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;&#x61;lert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{title} {0} %s %n %x",
    "=HYPERLINK(\"http://evil.example\",\"walk\")",
    "+cmd|' /C calc'!A0",
    "'; DROP TABLE slots; --",
    "../../../../.bashrc",
    "\\n\\r END:VEVENT",
    "END:VEVENT BEGIN:VEVENT UID:2",
    "a:b;c=d,e\"f\\g",
    "\u{202e}txet dednib\u{202c} \u{2066}x\u{2069}",
    "\u{200b}\u{feff}zero\u{200d}width",
    "Z\u{0351}\u{0352}a\u{0353}lgo 👩\u{200d}❤\u{fe0f}\u{200d}👨",
];

/// Two hundred and more: each as it is and in other company.
pub fn texts() -> Vec<String> {
    TEXTS
        .iter()
        .flat_map(|text| {
            [
                (*text).to_owned(),
                format!("Dinner {text} at 7"),
                format!("{text}\n{text}"),
                format!("\"{text}\""),
                text.repeat(7),
            ]
        })
        .collect()
}

/// One event of a calendar file that says such a text in every place it has.
pub fn event(n: usize, text: &str) -> String {
    let said = text
        .replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n");
    let bare = text.replace('\n', " ").replace('"', "'");
    let (day, hour) = (14 + n / 20 % 14, n % 20);
    format!(
        "BEGIN:VEVENT\r\nUID:{said}-{n}\r\nSUMMARY:{said}\r\nDESCRIPTION:{said}\r\nLOCATION:{said}\r\n\
         ATTENDEE;CN=\"{bare}\":mailto:noor@example.org\r\nURL:{bare}\r\nATTACH;FMTTYPE=text/html:{bare}\r\n\
         X-NOTE;X-BY=\"{bare}\":{said}\r\nDTSTART:202610{day:02}T{hour:02}0000\r\nDURATION:PT30M\r\nEND:VEVENT\r\n"
    )
}

/// For a page, before it shows any of this: writes down whatever runs, is asked for, or goes elsewhere.
pub const WATCH: &str = "window.seen = [];
    window.alert = (what) => window.seen.push(`alert ${what}`);
    addEventListener('securitypolicyviolation', (e) => window.seen.push(`asked for ${e.blockedURI}`));
    addEventListener('beforeunload', () => window.seen.push('went elsewhere'));
    addEventListener('error', (e) => window.seen.push(`failed ${e.message}`), true);
    new PerformanceObserver((list) => list.getEntries().forEach((e) => {
      if (!/^(tauri|ipc|data):|localhost/.test(e.name)) window.seen.push(`loaded ${e.name}`);
    })).observe({ type: 'resource' });";

/// Answers what that wrote down.
pub const SEEN: &str = "arguments[arguments.length - 1](window.seen ?? ['the page was loaded anew'])";
