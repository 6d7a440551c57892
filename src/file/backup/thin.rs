//! Which versions go when there are more than enough: a matter of their times alone. Must not know files.

use super::Rule;

/// A day, milliseconds.
const DAY: u64 = 86_400_000;

/// What stays of versions that were kept at these times (milliseconds since 1970, the latest first), as places in the
/// list. All of the last day stay, then the latest of each day (in universal time: days must not move with the traveller);
/// nothing older than the rule says, but the latest whatever its age. Where that is more than the rule allows, the newer
/// half stays, and of the older half those go that stand closest to their neighbours: what is left reaches as far back as
/// before.
pub(super) fn stays(times: &[u64], now: u64, rule: &Rule) -> Vec<usize> {
    let mut stays: Vec<usize> = Vec::new();
    let mut last_day = None;
    for (place, time) in times.iter().enumerate() {
        let age = now.saturating_sub(*time);
        let day = time / DAY;
        let is_last_of_its_day = last_day != Some(day);
        last_day = Some(day);
        let is_young = age <= u64::from(rule.days).saturating_mul(DAY);
        if place == 0 || (is_young && (age <= DAY || is_last_of_its_day)) {
            stays.push(place);
        }
    }
    let most = usize::from(rule.versions).max(1);
    while stays.len() > most {
        let gone = closest(&stays, times, most.div_ceil(2));
        stays.remove(gone);
    }
    stays
}

/// The one among those after the `newer` first ones that leaves the smallest gap; the oldest only when it is the only one.
fn closest(stays: &[usize], times: &[u64], newer: usize) -> usize {
    let gap = |at: &usize| times[stays[at - 1]].saturating_sub(times[stays[at + 1]]);
    let last = stays.len() - 1;
    (newer.max(1)..last).min_by_key(gap).unwrap_or(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = DAY / 24;
    /// Noon of a day long after 1970.
    const NOON: u64 = 20_000 * DAY + DAY / 2;

    fn rule(versions: u16, days: u16) -> Rule {
        Rule { versions, days, ..Rule::default() }
    }

    /// Ages in hours, the youngest first, that stay.
    fn left(ages: &[u64], rule: &Rule) -> Vec<u64> {
        let times: Vec<u64> = ages.iter().map(|hours| NOON - hours * HOUR).collect();
        stays(&times, NOON, rule).into_iter().map(|place| ages[place]).collect()
    }

    #[test]
    fn all_of_the_last_day_stay_then_one_a_day() {
        let all = rule(1000, 90);
        for (ages, expected) in [
            (vec![], vec![]),
            (vec![0, 1, 2, 5, 11, 20, 24], vec![0, 1, 2, 5, 11, 20, 24]),
            // Noon: 24 hours ago is still of the last day; 30 is the latest of yesterday that is older.
            (vec![1, 25, 30, 35, 37, 40, 61, 70], vec![1, 25, 37, 61]),
            (vec![24 * 89, 24 * 90, 24 * 91], vec![24 * 89, 24 * 90]),
            // The last one is never too old: it was the map until a moment ago.
            (vec![24 * 400, 24 * 401], vec![24 * 400]),
        ] {
            assert_eq!(left(&ages, &all), expected, "{ages:?}");
        }
    }

    #[test]
    fn where_there_are_too_many_the_newer_half_stays_and_the_rest_is_spread() {
        let ages: Vec<u64> = (0..12).map(|day| day * 24).collect();
        let kept = left(&ages, &rule(6, 90));
        assert_eq!(kept[..3], [0, 24, 48], "the newer half");
        assert_eq!(kept.last(), Some(&(11 * 24)), "as far back as before");
        assert_eq!(kept.len(), 6);
        assert_eq!(left(&ages, &rule(1, 90)), [0]);
        assert_eq!(left(&ages, &rule(0, 90)), [0], "whoever keeps none does not ask");
    }

    #[test]
    fn saved_for_months_the_versions_reach_back_for_months() {
        // Every hour of three months, thinned after each.
        let rule = rule(20, 90);
        let mut times: Vec<u64> = Vec::new();
        let begin = NOON - 90 * DAY;
        for hour in 0..90 * 24 {
            let now = begin + hour * HOUR;
            times.insert(0, now);
            times = stays(&times, now, &rule).into_iter().map(|place| times[place]).collect();
            assert!(times.len() <= 20);
        }
        let now = times[0];
        assert_eq!(times.iter().filter(|time| now - *time < 10 * HOUR).count(), 10, "the last ten saves");
        assert!(now - times[19] > 60 * DAY, "the oldest is of {} days ago", (now - times[19]) / DAY);
    }

    #[test]
    fn a_clock_that_went_back_loses_nothing() {
        let times = [NOON + 5 * DAY, NOON + DAY, NOON];
        assert_eq!(stays(&times, NOON, &rule(20, 90)), [0, 1, 2]);
    }
}
