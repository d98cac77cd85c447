//! The packages of the operating system that running and testing need, by each system's names.
//!
//! Only what is used is asked for. Debian's and Ubuntu's are installed (see `setup`); the others are printed.

/// What somebody is about to do, from the least to the most that has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Compile and test everything but the window: `cargo xtask test --quick`.
    Planner,
    /// Build and open the window.
    Window,
    /// Open the window where there is no display, and take its picture.
    WindowUnseen,
    /// Drive the window, with notifications and a tray, in the desktop tests.
    Testing,
}

/// A kind of system, named as its package manager is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Debian,
    Fedora,
    Arch,
    Suse,
    OtherLinux,
    Mac,
    Windows,
}

impl System {
    /// The system from the text of `/etc/os-release`, which every Linux with systemd, and Debian without it, has.
    pub fn of_linux(os_release: &str) -> Self {
        let value = |key: &str| {
            let line = os_release
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
        };
        let names = format!("{} {}", value("ID"), value("ID_LIKE"));
        for name in names.split_whitespace() {
            match name {
                "debian" | "ubuntu" => return Self::Debian,
                "fedora" | "rhel" => return Self::Fedora,
                "arch" => return Self::Arch,
                _ if name.contains("suse") => return Self::Suse,
                _ => {}
            }
        }
        Self::OtherLinux
    }
}

/// One thing the system must have: how to see whether it is there, and what its package is called.
struct Need {
    from: Purpose,
    /// Debian's package, which is looked for by name; later releases may know it by the later names.
    debian: &'static [&'static str],
    /// Elsewhere, where packages are not asked for: what shows that it is there.
    seen: Seen,
    fedora: &'static str,
    arch: &'static str,
    suse: &'static str,
}

/// How a need is seen where there is no dpkg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A program of this name on the PATH.
    Program(&'static str),
    /// A module of this name known to pkg-config.
    Module(&'static str),
    /// A shared library the loader would find under this name.
    Library(&'static str),
}

const fn need(
    from: Purpose,
    debian: &'static [&'static str],
    seen: Seen,
    [fedora, arch, suse]: [&'static str; 3],
) -> Need {
    Need {
        from,
        debian,
        seen,
        fedora,
        arch,
        suse,
    }
}

use Purpose::{Planner, Testing, Window, WindowUnseen};
use Seen::{Library, Module, Program};

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    need(Planner, &["build-essential"], Program("cc"), ["gcc gcc-c++ make", "base-devel", "gcc gcc-c++ make"]),
    need(Planner, &["pkg-config"], Program("pkg-config"), ["pkgconf-pkg-config", "pkgconf", "pkg-config"]),
    need(Planner, &["libssl-dev"], Module("openssl"), ["openssl-devel", "openssl", "libopenssl-devel"]),
    need(Window, &["libwebkit2gtk-4.1-dev"], Module("webkit2gtk-4.1"), ["webkit2gtk4.1-devel", "webkit2gtk-4.1", "webkit2gtk3-devel"]),
    need(Window, &["libdbus-1-dev"], Module("dbus-1"), ["dbus-devel", "dbus", "dbus-1-devel"]),
    // The tray finds it when it starts, not when it is compiled.
    need(Window, &["libayatana-appindicator3-1"], Library("libayatana-appindicator3.so.1"), ["libayatana-appindicator-gtk3", "libayatana-appindicator", "libayatana-appindicator3-1"]),
    need(WindowUnseen, &["xvfb"], Program("Xvfb"), ["xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb"]),
    need(WindowUnseen, &["dbus"], Program("dbus-daemon"), ["dbus-daemon", "dbus", "dbus-1"]),
    need(WindowUnseen, &["imagemagick"], Program("import"), ["ImageMagick", "imagemagick", "ImageMagick"]),
    need(Testing, &["webkit2gtk-driver", "webkitgtk-webdriver"], Program("WebKitWebDriver"), ["webkitgtk6.0", "webkitgtk-6.0", "webkit2gtk-driver"]),
    need(Testing, &["dunst"], Program("dunst"), ["dunst", "dunst", "dunst"]),
    // Sets the clock of one program, for the tests of what a set clock does.
    need(Testing, &["faketime"], Program("faketime"), ["libfaketime", "libfaketime", "libfaketime"]),
    // Reads the unit that starts the watch; it need not be the one that started the machine.
    need(Testing, &["systemd"], Program("systemd-analyze"), ["systemd", "systemd", "systemd"]),
    // Two of the three that read our calendar files; the third, ical.js, comes with npm.
    need(Testing, &["libical-dev"], Module("libical"), ["libical-devel", "libical", "libical-devel"]),
    need(Testing, &["python3-venv"], Program("python3"), ["python3", "python", "python3"]),
    need(Testing, &["xdotool"], Program("xdotool"), ["xdotool", "xdotool", "xdotool"]),
];

/// Debian's packages for a purpose, each by every name it may have.
pub fn on_debian(purpose: Purpose) -> impl Iterator<Item = &'static [&'static str]> {
    needs(purpose).map(|need| need.debian)
}

/// What shows, on a Linux without dpkg, that everything for a purpose is there.
pub fn seen(purpose: Purpose) -> impl Iterator<Item = Seen> {
    needs(purpose).map(|need| need.seen)
}

/// What a person types to get everything for a purpose, where we do not do it for them.
pub fn advice(system: System, purpose: Purpose) -> String {
    let all = |name: fn(&Need) -> &'static str| needs(purpose).map(name).collect::<Vec<_>>().join(" ");
    match system {
        System::Fedora => format!("sudo dnf install {}", all(|need| need.fedora)),
        System::Arch => format!("sudo pacman -S --needed {}", all(|need| need.arch)),
        System::Suse => format!("sudo zypper install {}", all(|need| need.suse)),
        System::Debian | System::OtherLinux => {
            format!("these, by Debian's names: {}", all(|need| need.debian[0]))
        }
        System::Mac => "xcode-select --install".to_owned(),
        System::Windows => {
            "the Microsoft C++ Build Tools with \"Desktop development with C++\", and Strawberry Perl"
                .to_owned()
        }
    }
}

fn needs(purpose: Purpose) -> impl Iterator<Item = &'static Need> {
    NEEDS.iter().filter(move |need| need.from <= purpose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_asks_for_nothing_that_only_testing_needs() {
        let running: Vec<_> = on_debian(Purpose::Window).flatten().copied().collect();
        for testing in ["xvfb", "dunst", "webkit2gtk-driver", "imagemagick"] {
            assert!(
                !running.contains(&testing),
                "{testing} is not needed to run on a display"
            );
        }
        assert!(
            running.contains(&"libwebkit2gtk-4.1-dev"),
            "the window is WebKitGTK's"
        );
        let unseen: Vec<_> = on_debian(Purpose::WindowUnseen).flatten().copied().collect();
        assert!(
            unseen.contains(&"xvfb") && unseen.contains(&"imagemagick"),
            "no display: one is made, and a picture"
        );
        assert!(
            !unseen.contains(&"dunst"),
            "a picture of Today needs no notification daemon"
        );
    }

    #[test]
    fn the_quick_tests_ask_for_no_window() {
        let planner: Vec<_> = on_debian(Purpose::Planner).flatten().copied().collect();
        assert_eq!(
            planner,
            ["build-essential", "pkg-config", "libssl-dev"],
            "SQLCipher is compiled against the system's OpenSSL; nothing else is needed"
        );
    }

    #[test]
    fn systems_are_told_apart_by_what_they_say_of_themselves() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"", System::Debian),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", System::Debian),
            ("NAME=\"Fedora Linux\"\nID=fedora", System::Fedora),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", System::Fedora),
            ("ID=endeavouros\nID_LIKE=arch", System::Arch),
            (
                "ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"",
                System::Suse,
            ),
            ("ID=nixos", System::OtherLinux),
        ];
        for (os_release, system) in cases {
            assert_eq!(System::of_linux(os_release), system, "{os_release:?}");
        }
    }
}
