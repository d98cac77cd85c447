//! The desktop shell: it shows the window first, opens the planner beside it, and starts the reminders. No rules here,
//! no SQL.

mod args;
mod commands;
mod desktop;
mod events;
mod planner;
mod trace;

use clap::Parser;
use tauri::{Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::{args::Args, commands::calendars, desktop::window, planner::Planner};

/// Starts the app and runs until it is quit.
pub fn run() {
    trace::mark("main");
    let args = Args::parse();
    spare_the_graphics_card(args.hidden);
    let specta = bindings();
    let handler = specta.invoke_handler();
    let hidden = args.hidden;
    let handed_over = args.files.clone();
    let mut builder = tauri::Builder::default();
    if clockwork::session_bus_answers() {
        builder = builder.plugin(single_instance(&args));
    }
    let app = builder
        .plugin(
            tauri_plugin_autostart::Builder::new()
                .arg("--hidden")
                .app_name("standing-date")
                .build(),
        )
        .plugin(
            // Without VISIBLE: restoring it would show the window before there is anything in it.
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE & !StateFlags::DECORATIONS)
                .build(),
        )
        // Driven from here alone: the window is given none of its commands.
        .plugin(tauri_plugin_dialog::init())
        .manage(commands::calendars::Chosen::default())
        .manage(commands::talk::ChosenDeck::default())
        .manage(Planner::new(args))
        .manage(window::Pending::default())
        .manage(desktop::tray::Menus::default())
        .invoke_handler(handler)
        .setup(move |app| {
            specta.mount_events(app);
            if !hidden {
                window::make(app.handle())?;
            }
            window::open_planner(app.handle());
            let folder = std::env::current_dir().unwrap_or_default();
            if let Some(file) = calendars::handed_over(handed_over, &folder) {
                calendars::open_with(app.handle(), file);
            }
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            log::error!("{error}");
            std::process::exit(1);
        }
    };
    app.run(|handle, event| match event {
        RunEvent::WindowEvent {
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if !window::may_close(handle) => api.prevent_close(),
        RunEvent::WindowEvent {
            event: WindowEvent::Focused(true),
            ..
        } => handle.state::<Planner>().look_at_files(),
        // The last window closed: reminders go on in the tray. Only Quit carries a code.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        RunEvent::Exit => handle.state::<Planner>().close(),
        _ => {}
    });
}

/// Leaves the graphics card alone where it costs more than it gives. Somebody who set a variable knows better.
///
/// WebKitGTK draws our pages without it: they are type and flat colour, and preparing shaders for each kind of shape takes
/// longer than drawing them, a third of the start-up where there is no card. What is drawn is composed as ever. And without
/// a window GTK need not ask for OpenGL at all, whose drivers are a fifth of the memory; a window opened from the tray of
/// such a start is composed without it.
fn spare_the_graphics_card(hidden: bool) {
    let mut switches = vec![("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")];
    if hidden {
        switches.push(("GDK_GL", "disable"));
    }
    for (name, value) in switches {
        if cfg!(target_os = "linux") && std::env::var_os(name).is_none() {
            // SAFETY: the first thing the program does; there is no other thread yet that could read the environment.
            #[allow(unsafe_code, reason = "the libraries have no other switch for it")]
            unsafe {
                std::env::set_var(name, value);
            }
        }
    }
}

/// A second start brings the window of the first one forward. Planners in different folders do not meet.
fn single_instance(args: &Args) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut id = "org.standingdate.desktop".to_owned();
    if let Some(dir) = &args.data_dir {
        let mut hasher = DefaultHasher::new();
        std::path::absolute(dir)
            .unwrap_or_else(|_| dir.clone())
            .hash(&mut hasher);
        id = format!("{id}.d{:x}", hasher.finish());
    }
    tauri_plugin_single_instance::Builder::new()
        .callback(|handle, arguments, folder| {
            // Another process wrote these: a file is all that is taken from them.
            let files = Args::try_parse_from(arguments)
                .map(|args| args.files)
                .unwrap_or_default();
            match calendars::handed_over(files, std::path::Path::new(&folder)) {
                Some(file) => calendars::open_with(handle, file),
                None => window::open(handle),
            }
        })
        .dbus_id(id)
        .build()
}

/// Every command and event, with their types: what the window's generated TypeScript is made from.
fn bindings() -> tauri_specta::Builder<tauri::Wry> {
    use commands::{
        calendars, choices, dates, days, favourites, gestures, help, ideas, kinds, openings, plan, reminders,
        settings, slots, talk, window,
    };
    tauri_specta::Builder::new()
        .disable_serde_phases()
        .commands(tauri_specta::collect_commands![
            window::start,
            window::ready,
            window::close_choice,
            window::undo,
            window::redo,
            settings::save_people,
            settings::settings,
            settings::save_settings,
            settings::set_start_at_login,
            dates::today,
            dates::month,
            dates::week,
            dates::detail,
            plan::date_plan,
            plan::save_date_plan,
            plan::tick_preparation,
            plan::untick_preparation,
            dates::skip,
            dates::restore,
            dates::move_to,
            dates::read_move,
            dates::place,
            dates::read_place,
            dates::keep,
            dates::let_go,
            openings::openings,
            openings::find_time,
            openings::heads_up,
            openings::leave_clash,
            days::red_letters,
            days::read_red_letter,
            days::save_red_letter,
            days::remove_red_letter,
            days::year,
            days::agenda_page,
            slots::editor,
            slots::read_sentence,
            slots::save_slot,
            slots::remove_slot,
            kinds::save_kind,
            kinds::remove_kind,
            kinds::rewrite_sentence,
            kinds::wanted,
            kinds::add_occurrence,
            gestures::gestures,
            gestures::tick,
            gestures::note_tick,
            gestures::date_tick,
            gestures::untick,
            gestures::pick_gesture,
            gestures::save_gesture,
            gestures::set_gesture_state,
            gestures::restore_gesture,
            gestures::gesture_year,
            gestures::gesture_day,
            gestures::notice,
            gestures::noticed,
            gestures::add_noticed,
            gestures::thank,
            gestures::remove_noticed,
            gestures::set_intention,
            gestures::clear_intention,
            gestures::another_suggestion,
            favourites::favourites,
            favourites::know_cards,
            favourites::save_favourite,
            favourites::remove_favourite,
            favourites::confirm_favourite,
            favourites::answer_card,
            choices::own_choices,
            choices::set_ceiling,
            choices::set_touch,
            choices::set_log_open,
            ideas::ideas,
            ideas::use_idea,
            ideas::idea_for_plan,
            ideas::plan_opening,
            ideas::save_idea,
            ideas::set_idea_state,
            ideas::remove_idea,
            ideas::wish,
            ideas::unwish,
            calendars::choose_calendar,
            calendars::chosen_calendar,
            calendars::preview_import,
            calendars::import_calendar,
            calendars::cancel_import,
            calendars::close_calendar,
            calendars::layers,
            calendars::remove_layer,
            calendars::keep_layer_names,
            calendars::watch_layer,
            calendars::read_layer,
            calendars::export_choices,
            calendars::save_export,
            talk::talk,
            talk::card,
            talk::draw,
            talk::skip_card,
            talk::keep_card,
            talk::unkeep_card,
            talk::talked,
            talk::note_talked,
            talk::untalk,
            talk::talk_search,
            talk::save_question,
            talk::remove_question,
            talk::save_deck,
            talk::remove_deck,
            talk::export_deck,
            talk::preview_deck,
            talk::import_deck,
            talk::sitting,
            help::help_page,
            talk::write_answer,
            talk::open_answers,
            reminders::inbox,
            reminders::answer_reminder,
            reminders::clear_inbox,
            reminders::pauses,
            reminders::pause_reminders,
            reminders::resume_reminders,
            reminders::remove_pause,
            reminders::check_reminders,
            reminders::try_reminder,
            reminders::notices,
        ])
        .events(tauri_specta::collect_events![
            events::ChangedEvent,
            events::CloseAsked,
            events::Go,
            events::ImportProgress,
            events::TriedEvent
        ])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    const GENERATED: &str = "../ui/src/ipc/gen.ts";

    /// `UPDATE_GENERATED=1 cargo test -p standing-date` writes it.
    #[test]
    fn generated_typescript_is_fresh() {
        let fresh = tempfile::tempdir().unwrap().keep().join("gen.ts");
        let header = "// Generated from Rust by `cargo xtask generate`. Do not edit.\n// @ts-nocheck\n/* eslint-disable */";
        super::bindings()
            .export(specta_typescript::Typescript::default().header(header), &fresh)
            .unwrap();
        let fresh = std::fs::read_to_string(fresh).unwrap();
        if std::env::var_os("UPDATE_GENERATED").is_some() {
            std::fs::create_dir_all(Path::new(GENERATED).parent().unwrap()).unwrap();
            std::fs::write(GENERATED, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(GENERATED).unwrap_or_default();
        assert_eq!(
            committed, fresh,
            "run `cargo xtask generate`: the window's types lag behind Rust"
        );
    }
}
