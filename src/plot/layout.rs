//! Places for the nodes of a network: what is tied draws near, all else keeps its distance, and no two
//! boxes lie over each other. The same seed gives the same places, on every machine: nothing is used but
//! sums, products and roots.

/// A place, or a way to go.
pub(super) type Point = (f64, f64);

/// Steps until everything has come to rest.
const STEPS: u32 = 400;

/// Numbers that look like chance, from a seed: SplitMix64 (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    /// The next number from 0 up to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Places for so many nodes by their springs (Fruchterman and Reingold 1991), about 1 apart. `ties` are
/// two nodes and how strongly they draw, from 0 to 1. A weak pull to the middle keeps the parts of a
/// network together.
pub(super) fn spread(nodes: usize, ties: &[(usize, usize, f64)], seed: u64) -> Vec<Point> {
    let side = (nodes as f64).sqrt();
    let mut chance = Chance(seed);
    let mut places: Vec<Point> = (0..nodes).map(|_| (chance.next() * side, chance.next() * side)).collect();
    for step in 0..STEPS {
        let reach = side / 8.0 * f64::from(STEPS - step) / f64::from(STEPS);
        let mut moves = vec![(0.0, 0.0); nodes];
        for a in 0..nodes {
            for b in a + 1..nodes {
                let (dx, dy, distance) = between(places[a], places[b]);
                // The farther, the weaker: 1 / distance along the line between them.
                let push = 1.0 / (distance * distance);
                add(&mut moves[a], dx * push, dy * push);
                add(&mut moves[b], -dx * push, -dy * push);
            }
        }
        for (a, b, strength) in ties {
            let (dx, dy, distance) = between(places[*a], places[*b]);
            let pull = distance * (0.3 + 0.7 * strength);
            add(&mut moves[*a], -dx * pull, -dy * pull);
            add(&mut moves[*b], dx * pull, dy * pull);
        }
        for (place, (x, y)) in places.iter_mut().zip(moves) {
            let (x, y) = (x + (side / 2.0 - place.0) * 0.3, y + (side / 2.0 - place.1) * 0.3);
            let length = (x * x + y * y).sqrt();
            let scale = if length > reach { reach / length } else { 1.0 };
            add(place, x * scale, y * scale);
        }
    }
    places
}

/// Moves boxes of these sizes, whose middles are `places`, until none lies over another: the two that do
/// part along their shorter way, and where that does not end everything moves away from everything.
pub(super) fn part(places: &mut [Point], sizes: &[Point]) {
    for round in 1.. {
        let mut free = true;
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let (dx, dy) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
                let over_x = (sizes[a].0 + sizes[b].0) / 2.0 - dx.abs();
                let over_y = (sizes[a].1 + sizes[b].1) / 2.0 - dy.abs();
                // A hair's breadth is none.
                if over_x <= 1e-6 || over_y <= 1e-6 {
                    continue;
                }
                free = false;
                let (x, y) =
                    if over_x < over_y { (over_x / 2.0 * sign(dx), 0.0) } else { (0.0, over_y / 2.0 * sign(dy)) };
                add(&mut places[a], -x, -y);
                add(&mut places[b], x, y);
            }
        }
        if free {
            return;
        }
        if round % 50 == 0 {
            places.iter_mut().for_each(|place| *place = (place.0 * 1.2, place.1 * 1.2));
        }
    }
}

fn between(a: Point, b: Point) -> (f64, f64, f64) {
    let (dx, dy) = (a.0 - b.0, a.1 - b.1);
    let distance = (dx * dx + dy * dy).sqrt();
    // Two in one place part along one line.
    if distance < 1e-3 { (1e-3, 0.0, 1e-3) } else { (dx, dy, distance) }
}

fn add(point: &mut Point, x: f64, y: f64) {
    point.0 += x;
    point.1 += y;
}

fn sign(number: f64) -> f64 {
    if number < 0.0 { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::{part, spread};

    #[test]
    fn what_is_tied_draws_near() {
        // Two triangles with one tie between them.
        let ties = [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 4, 1.0), (4, 5, 1.0), (5, 3, 1.0), (2, 3, 0.1)];
        let places = spread(6, &ties, 7);
        let apart = |a: usize, b: usize| {
            let (x, y) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            (x * x + y * y).sqrt()
        };
        assert!(apart(0, 1) * 1.5 < apart(0, 4), "{places:?}");
        assert_eq!(places, spread(6, &ties, 7));
        assert_ne!(places, spread(6, &ties, 8));
    }

    #[test]
    fn no_box_lies_over_another() {
        let mut places = vec![(0.0, 0.0); 40];
        places.extend(spread(40, &[], 1));
        let sizes: Vec<(f64, f64)> = (0..80).map(|n| (20.0 + f64::from(n), 16.0)).collect();
        part(&mut places, &sizes);
        for a in 0..80 {
            for b in a + 1..80 {
                let (x, y) = ((places[a].0 - places[b].0).abs(), (places[a].1 - places[b].1).abs());
                let (wide, high) = ((sizes[a].0 + sizes[b].0) / 2.0, (sizes[a].1 + sizes[b].1) / 2.0);
                assert!(x > wide - 1e-5 || y > high - 1e-5, "{a} and {b}");
            }
        }
    }

    #[test]
    fn nothing_and_one_have_a_place() {
        assert!(spread(0, &[], 1).is_empty());
        let mut one = spread(1, &[], 1);
        part(&mut one, &[(10.0, 10.0)]);
        assert!(one[0].0.is_finite());
    }
}
