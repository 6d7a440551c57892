//! Cuts a polygon into triangles. Must not know what it is the outline of.

use eframe::egui::Pos2;

use super::mesh::area;

/// Triangles, as indices, that cover a simple polygon: a fan for a convex one, ears cut off for any other.
/// The points run clockwise as seen on the screen, without repeats.
#[must_use]
pub fn triangulate(points: &[Pos2]) -> Vec<[u32; 3]> {
    let count = points.len();
    if count < 3 {
        return Vec::new();
    }
    let convex = (0..count)
        .all(|index| turn(points[index], points[(index + 1) % count], points[(index + 2) % count]) >= -1e-3);
    if convex && area(points) > 0.0 {
        return (1..count as u32 - 1).map(|index| [0, index, index + 1]).collect();
    }
    ears(points)
}

/// Positive for a turn to the right as seen on the screen.
fn turn(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)
}

fn ears(points: &[Pos2]) -> Vec<[u32; 3]> {
    let mut left: Vec<u32> = (0..points.len() as u32).collect();
    let at = |index: u32| points[index as usize];
    let mut out = Vec::with_capacity(points.len());
    while left.len() > 3 {
        let count = left.len();
        let corner =
            |index: usize| [left[(index + count - 1) % count], left[index], left[(index + 1) % count]];
        let is_ear = |index: &usize| {
            let [a, b, c] = corner(*index);
            turn(at(a), at(b), at(c)) > 0.0
                && left
                    .iter()
                    .all(|other| [a, b, c].contains(other) || !inside(at(*other), at(a), at(b), at(c)))
        };
        // An outline that crosses itself may have no ear: cut any corner then, and come to an end.
        let index = (0..count).find(is_ear).unwrap_or(0);
        out.push(corner(index));
        left.remove(index);
    }
    out.push([left[0], left[1], left[2]]);
    out
}

fn inside(point: Pos2, a: Pos2, b: Pos2, c: Pos2) -> bool {
    turn(a, b, point) >= 0.0 && turn(b, c, point) >= 0.0 && turn(c, a, point) >= 0.0
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    #[test]
    fn triangles_cover_the_polygon_once() {
        let star: Vec<Pos2> = (0..10)
            .map(|index| {
                let radius = if index % 2 == 0 { 10.0 } else { 4.0 };
                let angle = std::f32::consts::TAU * index as f32 / 10.0;
                pos2(radius * angle.cos(), radius * angle.sin())
            })
            .collect();
        let square = vec![pos2(0.0, 0.0), pos2(5.0, 0.0), pos2(5.0, 5.0), pos2(0.0, 5.0)];
        for outline in [star, square] {
            let triangles = triangulate(&outline);
            assert_eq!(triangles.len(), outline.len() - 2);
            let sum: f32 =
                triangles.iter().map(|corners| area(&corners.map(|index| outline[index as usize]))).sum();
            assert!((sum - area(&outline)).abs() < 1e-2);
        }
    }

    #[test]
    fn an_outline_that_crosses_itself_comes_to_an_end() {
        let bow = [pos2(0.0, 0.0), pos2(5.0, 5.0), pos2(5.0, 0.0), pos2(0.0, 5.0)];
        assert_eq!(triangulate(&bow).len(), 2);
    }
}
