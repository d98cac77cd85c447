//! `cargo xtask icons`: draws `icons/` from its SVGs.
//!
//! Run by hand when an SVG changes; what it writes is committed. It needs librsvg's `rsvg-convert` (Debian:
//! librsvg2-bin) and nothing else: .ico and .icns are folders of PNGs with a header, written here.

use std::path::{Path, PathBuf};

use crate::call::{Call, Failure};
use crate::setup::on_path;
use crate::steps::Steps;
use crate::tree::Tree;

/// The PNGs: name, SVG, edge in pixels. Only 16 px has an SVG of its own, with edges on whole pixels.
const PNGS: [(&str, &str, u32); 8] = [
    ("16x16.png", "icon-16.svg", 16),
    ("32x32.png", "icon.svg", 32),
    ("64x64.png", "icon.svg", 64),
    ("128x128.png", "icon.svg", 128),
    ("128x128@2x.png", "icon.svg", 256),
    ("icon.png", "icon.svg", 512),
    ("tray.png", "tray.svg", 44),
    ("tray-white.png", "tray-white.svg", 44),
];

/// The pictures inside icon.ico.
const ICO: [&str; 4] = ["16x16.png", "32x32.png", "48", "128x128@2x.png"];

/// The pictures inside icon.icns, by Apple's name for each place.
const ICNS: [(&[u8; 4], &str); 6] = [
    (b"icp4", "16x16.png"),
    (b"icp5", "32x32.png"),
    (b"ic07", "128x128.png"),
    (b"ic08", "128x128@2x.png"),
    (b"ic09", "icon.png"),
    (b"ic12", "64x64.png"),
];

/// Draws every icon again.
pub fn draw(tree: &Tree) -> Result<(), Failure> {
    if !on_path("rsvg-convert") {
        return Err(Failure::words(
            "Drawing the icons takes rsvg-convert. On Debian and Ubuntu: sudo apt-get install librsvg2-bin",
        ));
    }
    let icons = tree.root.join("icons");
    let scratch = tree.target.join("icons");
    std::fs::create_dir_all(&scratch).map_err(|error| told(&scratch, &error))?;
    let place = |name: &str| {
        if name == "48" {
            scratch.join("48x48.png")
        } else {
            icons.join(name)
        }
    };
    Steps::default().quietly("Drawing the icons", || {
        for (name, svg, edge) in PNGS {
            rasterise(tree, &icons.join(svg), edge, &icons.join(name))?;
        }
        rasterise(tree, &icons.join("icon.svg"), 48, &place("48"))?;
        let pngs = ICO
            .iter()
            .map(|name| read(&place(name)))
            .collect::<Result<Vec<_>, _>>()?;
        write(&icons.join("icon.ico"), &ico(&pngs))?;
        let pngs = ICNS
            .iter()
            .map(|(kind, name)| Ok((*kind, read(&icons.join(name))?)))
            .collect::<Result<Vec<_>, Failure>>()?;
        write(&icons.join("icon.icns"), &icns(&pngs))
    })
}

fn rasterise(tree: &Tree, svg: &Path, edge: u32, png: &Path) -> Result<(), Failure> {
    let edge = edge.to_string();
    let call = Call::new("rsvg-convert", &tree.root)
        .args(["--width", &edge, "--height", &edge])
        .arg(svg);
    call.arg("--output").arg(png).output(&tree.root).map(drop)
}

/// The edge of a square PNG, which stands in its header.
fn edge(png: &[u8]) -> u32 {
    png.get(16..20).map_or(0, |bytes| {
        u32::from_be_bytes(bytes.try_into().expect("BUG: four bytes are four bytes"))
    })
}

/// A Windows icon: a directory of the pictures, then the PNGs themselves, as Windows has read since Vista.
fn ico(pngs: &[Vec<u8>]) -> Vec<u8> {
    let count = pngs.len() as u16;
    let mut file = [0u16, 1, count].map(u16::to_le_bytes).concat();
    let mut offset = 6 + 16 * pngs.len();
    for png in pngs {
        // 256 does not fit the byte, and is written 0.
        let edge = edge(png) as u8;
        file.extend([edge, edge, 0, 0, 1, 0, 32, 0]);
        file.extend((png.len() as u32).to_le_bytes());
        file.extend((offset as u32).to_le_bytes());
        offset += png.len();
    }
    file.extend(pngs.concat());
    file
}

/// A macOS icon: for each picture its place, its length with these eight bytes, and the PNG.
fn icns(pngs: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], body: &[u8]| {
        [name.as_slice(), &(body.len() as u32 + 8).to_be_bytes(), body].concat()
    };
    let body = pngs
        .iter()
        .map(|(place, png)| chunk(place, png))
        .collect::<Vec<_>>()
        .concat();
    chunk(b"icns", &body)
}

fn read(path: &PathBuf) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| told(path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| told(path, &error))
}

fn told(path: &Path, error: &std::io::Error) -> Failure {
    Failure::words(format!("{}: {error}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(name: &str) -> Vec<u8> {
        std::fs::read(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../../icons")
                .join(name),
        )
        .unwrap_or_else(|error| panic!("icons/{name}: {error}"))
    }

    #[test]
    fn every_picture_is_committed_at_its_size() {
        for (name, svg, size) in PNGS {
            assert_eq!(
                edge(&committed(name)),
                size,
                "{name} is as wide as its name or its place says"
            );
            assert!(
                committed(svg).starts_with(b"<svg"),
                "{svg}, from which {name} is drawn, is there too"
            );
        }
    }

    #[test]
    fn the_windows_icon_holds_its_four_sizes() {
        let file = committed("icon.ico");
        let sizes: Vec<u8> = (0..4).map(|picture| file[6 + 16 * picture]).collect();
        assert_eq!(sizes, [16, 32, 48, 0], "a 0 means 256");
        let last = u32::from_le_bytes(file[6 + 48 + 12..6 + 64].try_into().expect("four bytes")) as usize;
        assert_eq!(edge(&file[last..]), 256, "the directory points at the pictures");
    }

    #[test]
    fn the_mac_icon_is_as_long_as_it_says() {
        let file = committed("icon.icns");
        let length = u32::from_be_bytes(file[4..8].try_into().expect("four bytes"));
        assert_eq!(
            (&file[..4], length as usize),
            (b"icns".as_slice(), file.len()),
            "header and length agree"
        );
        let pngs: Vec<_> = ICNS
            .iter()
            .map(|(place, name)| (*place, committed(name)))
            .collect();
        assert_eq!(icns(&pngs), file, "and it holds the committed pictures");
    }
}
