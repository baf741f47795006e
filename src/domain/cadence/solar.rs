//! Due times by the sun.

use serde::{Deserialize, Serialize};
use solar_positioning::{Horizon, Location, SolarEvents, delta_t};

use crate::domain::job::spelled;

/// What the sun does; the events that Celery knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolarEvent {
    /// Its centre rises past 18° below the horizon.
    DawnAstronomical,
    /// Its centre rises past 12° below the horizon.
    DawnNautical,
    /// Its centre rises past 6° below the horizon.
    DawnCivil,
    /// Its upper edge appears.
    Sunrise,
    /// It crosses the meridian.
    SolarNoon,
    /// Its upper edge disappears.
    Sunset,
    /// Its centre sinks past 6° below the horizon.
    DuskCivil,
    /// Its centre sinks past 12° below the horizon.
    DuskNautical,
    /// Its centre sinks past 18° below the horizon.
    DuskAstronomical,
}
spelled!(SolarEvent, "solar event", {
    DawnAstronomical => "dawn_astronomical", DawnNautical => "dawn_nautical", DawnCivil => "dawn_civil",
    Sunrise => "sunrise", SolarNoon => "solar_noon", Sunset => "sunset",
    DuskCivil => "dusk_civil", DuskNautical => "dusk_nautical", DuskAstronomical => "dusk_astronomical",
});

/// Every time the sun does something, seen from a place. Whole seconds.
///
/// Twelve bytes; a place is kept to a millionth of a degree, 11 cm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Solar {
    event: SolarEvent,
    latitude: i32,
    longitude: i32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    event: SolarEvent,
    latitude: f64,
    longitude: f64,
}

impl TryFrom<Stored> for Solar {
    type Error = SolarError;

    fn try_from(stored: Stored) -> Result<Self, SolarError> {
        Self::new(stored.event, stored.latitude, stored.longitude)
    }
}

impl From<Solar> for Stored {
    fn from(solar: Solar) -> Self {
        Self { event: solar.event, latitude: solar.latitude(), longitude: solar.longitude() }
    }
}

/// The place is not on Earth.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{value} is outside {} to {most} degrees", -.most)]
pub struct SolarError {
    /// The field that does not fit: `latitude` or `longitude`.
    pub field: &'static str,
    value: f64,
    most: i32,
}

const MICRO: f64 = 1e6;

impl Solar {
    /// `latitude` and `longitude` in degrees, positive in the north and the east.
    ///
    /// # Errors
    /// When one lies outside -90 to 90, or -180 to 180.
    pub fn new(event: SolarEvent, latitude: f64, longitude: f64) -> Result<Self, SolarError> {
        let micro = |field, value: f64, most: i32| {
            // Not a number lies in no range.
            let fits = (-f64::from(most)..=f64::from(most)).contains(&value);
            #[expect(clippy::cast_possible_truncation, reason = "within 180 million")]
            fits.then(|| (value * MICRO).round() as i32).ok_or(SolarError { field, value, most })
        };
        let (latitude, longitude) = (micro("latitude", latitude, 90)?, micro("longitude", longitude, 180)?);
        Ok(Self { event, latitude, longitude })
    }

    /// What the sun does.
    #[must_use]
    pub const fn event(self) -> SolarEvent {
        self.event
    }

    /// In degrees, positive in the north.
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / MICRO
    }

    /// In degrees, positive in the east.
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / MICRO
    }

    /// The first due time in (after, until], in seconds since 1970.
    ///
    /// No night or day of the poles is as long as the year it is looked for;
    /// none is found where the event never happens, nor beyond year 6000.
    pub(super) fn next(self, after: i64, until: i64) -> Option<i64> {
        let today = self.day_of(after);
        (today..today + DAYS_LOOKED_AT)
            .take_while(|day| self.begin(*day) <= until)
            .flat_map(|day| self.on(day))
            .find(|due| *due > after)
            .filter(|due| *due <= until)
    }

    /// The last due time in (after, until].
    pub(super) fn previous(self, after: i64, until: i64) -> Option<i64> {
        let today = self.day_of(until);
        (today - DAYS_LOOKED_AT..=today)
            .rev()
            .take_while(|day| self.begin(*day + 1) > after)
            .find_map(|day| self.on(day).filter(|due| *due <= until).last())
            .filter(|due| *due > after)
    }

    /// The days of this place are counted from 1970, by its mean solar time:
    /// near midnight by that there is no event, but close to the poles.
    fn day_of(self, at: i64) -> i64 {
        (at + self.ahead()).div_euclid(DAY)
    }

    /// The second with which such a day begins.
    fn begin(self, day: i64) -> i64 {
        day * DAY - self.ahead()
    }

    /// How far the place's mean solar time is ahead of Greenwich, in seconds: a degree is four minutes.
    fn ahead(self) -> i64 {
        i64::from(self.longitude) * 240 / 1_000_000
    }

    /// The due times of such a day; none, or two, where the event moves over midnight.
    ///
    /// Each is found from the same bounds whoever asks, so that it is always the same second.
    fn on(self, day: i64) -> impl Iterator<Item = i64> {
        let (begin, end) = (julian(self.begin(day)), julian(self.begin(day + 1)));
        let mut from = begin;
        std::iter::from_fn(move || {
            let found = self.search(from, end)?;
            from = found;
            #[expect(clippy::cast_possible_truncation, reason = "within the years the search knows")]
            let second = ((found - EPOCH) * SECONDS_A_DAY).floor() as i64;
            Some(second)
        })
    }

    /// The first event in (from, until], Julian dates.
    ///
    /// Grena's model costs a fiftieth of NREL's, and is within three
    /// seconds of it in the years it is made for, but where the sun grazes the angle.
    fn search(self, from: f64, until: f64) -> Option<f64> {
        let cheap = from >= JANUARY_2011 && until < JANUARY_2110;
        self.search_by(if cheap { SolarEvents::grena3() } else { SolarEvents::new() }, from, until)
    }

    fn search_by(self, sun: SolarEvents, from: f64, until: f64) -> Option<f64> {
        let place = Location { latitude: self.latitude(), longitude: self.longitude() };
        // How far the Earth's turning lags behind; nobody knows it beyond year 3000.
        let year = 2000.0 + (until - JANUARY_2000) / 365.25;
        let lag = delta_t::estimate(year.min(3000.0)).ok()?;
        let rise = |horizon| sun.next_rise_from_julian(from, until, place, lag, horizon);
        let set = |horizon| sun.next_set_from_julian(from, until, place, lag, horizon);
        let found = match self.event {
            SolarEvent::DawnAstronomical => rise(Horizon::AstronomicalTwilight),
            SolarEvent::DawnNautical => rise(Horizon::NauticalTwilight),
            SolarEvent::DawnCivil => rise(Horizon::CivilTwilight),
            SolarEvent::Sunrise => rise(Horizon::SunriseSunset),
            SolarEvent::SolarNoon => sun.next_transit_from_julian(from, until, place.longitude, lag),
            SolarEvent::Sunset => set(Horizon::SunriseSunset),
            SolarEvent::DuskCivil => set(Horizon::CivilTwilight),
            SolarEvent::DuskNautical => set(Horizon::NauticalTwilight),
            SolarEvent::DuskAstronomical => set(Horizon::AstronomicalTwilight),
        };
        found.ok()?
    }
}

const DAY: i64 = 86_400;
const SECONDS_A_DAY: f64 = 86_400.0;
/// The Julian date of 1970-01-01T00:00:00Z.
const EPOCH: f64 = 2_440_587.5;
/// The same of 2000-01-01T00:00:00Z.
const JANUARY_2000: f64 = 2_451_544.5;
/// Grena's model is made for 2010 to 2110.
const JANUARY_2011: f64 = 2_455_562.5;
const JANUARY_2110: f64 = 2_491_721.5;
/// At the poles themselves the sun rises once a year.
const DAYS_LOOKED_AT: i64 = 400;

fn julian(second: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "years 1 to 9999 in seconds fit into 53 bits")]
    let second = second as f64;
    EPOCH + second / SECONDS_A_DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheap_model_agrees_with_the_dear_one() {
        // In the far north the dawns of summer graze their angle.
        let places = [(-45.0, 3.0), (0.0, 3.0), (40.0, 3.0), (60.0, 20.0)];
        for (event, (latitude, within)) in SolarEvent::ALL.iter().flat_map(|event| places.map(|place| (*event, place)))
        {
            let solar = Solar::new(event, latitude, 13.4).unwrap();
            for day in (14_976..51_099).step_by(6_007) {
                let (begin, end) = (julian(solar.begin(day)), julian(solar.begin(day + 1)));
                let [cheap, dear] =
                    [SolarEvents::grena3(), SolarEvents::new()].map(|sun| solar.search_by(sun, begin, end));
                assert_eq!(cheap.is_some(), dear.is_some(), "{solar:?} on day {day}");
                let apart = cheap.zip(dear).map_or(0.0, |(cheap, dear)| (cheap - dear).abs() * SECONDS_A_DAY);
                assert!(apart < within, "{solar:?} on day {day}: {apart} s");
            }
        }
    }
}
