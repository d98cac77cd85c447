//! Names the commands, so that none is open to a window that was not given it (capabilities/main.json).

fn main() {
    let commands = &[
        "start",
        "ready",
        "save_people",
        "today",
        "month",
        "detail",
        "editor",
        "read_sentence",
        "save_slot",
        "remove_slot",
        "skip",
        "restore",
        "move_to",
        "read_move",
        "place",
        "read_place",
        "keep",
        "let_go",
        "gestures",
        "tick",
        "note_tick",
        "untick",
        "undo",
        "redo",
        "settings",
        "save_settings",
        "inbox",
        "answer_reminder",
        "clear_inbox",
        "pauses",
        "pause_reminders",
        "resume_reminders",
        "remove_pause",
        "check_reminders",
        "try_reminder",
        "notices",
        "set_start_at_login",
        "close_choice",
    ];
    let manifest = tauri_build::AppManifest::new().commands(commands);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json, capabilities and icons are in order");
}
