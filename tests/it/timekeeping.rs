//! Stories of what time brings: each row by itself, so that one that fails stops no other.

use alongside::worker::timekeeper;
use chrono::TimeDelta;

use crate::clearances::{SENSITIVE, path};
use crate::harness::house::change;
use crate::harness::pairings::cast;
use crate::harness::service::Shift;
use crate::harness::story;

story!(a_row_that_fails_stops_no_other, async |app| {
    let cast = cast(app).await;
    let mut service = app.service().await;
    let mut bookings = Vec::new();
    for (name, day) in [("lok", "11-28"), ("yan", "11-29"), ("kit", "11-30")] {
        let slot = service.shift(Shift { day, ..SENSITIVE }).await;
        let mut person = service.supervisee(name).await;
        let booking = person.books(&slot).await.ok();
        person.comes_back().await;
        bookings.push((person, path(&booking, "bookings")));
    }
    app.advance(TimeDelta::days(31));
    // By no way of the product: a booking that its clearance contradicts.
    let first = bookings[0].1.trim_start_matches("/bookings/").to_owned();
    change(app, &format!("update bookings set state = 'confirmed' where {}", house_id(app, &first)));
    timekeeper::round(&app.house).await.unwrap_err();
    let mut states = Vec::new();
    for (mut person, path) in bookings {
        person.comes_back().await;
        states.push(person.get(&path).await.ok()["state"].clone());
    }
    assert_eq!(states, ["confirmed", "lapsed", "lapsed"]);
    // Neither does it stop what else time brings.
    service.come_back().await;
    let mut wong = cast.psychologist;
    wong.comes_back().await;
    assert_eq!(wong.get(&cast.path).await.ok()["state"], "lapsed");
});

story!(a_pairing_that_fails_stops_no_other, async |app| {
    let cast = cast(app).await;
    let second = app.proposed(cast.mentor.id, &cast.psychologist.refers("阿雲").await).await;
    let third = app.proposed(cast.mentor.id, &cast.psychologist.refers("阿月").await).await;
    app.advance(TimeDelta::days(31));
    change(
        app,
        &format!("update pairings set state = 'active' where {}", house_id(app, &second.to_string())),
    );
    timekeeper::round(&app.house).await.unwrap_err();
    let mut wong = cast.psychologist.clone();
    wong.comes_back().await;
    for (path, state) in [
        (cast.path.clone(), "lapsed"),
        (format!("/pairings/{second}"), "active"),
        (format!("/pairings/{third}"), "lapsed"),
    ] {
        assert_eq!(wong.get(&path).await.ok()["state"], state, "{path}");
    }
});

/// The row of an id, as an operator would ask for it with a database tool.
fn house_id(app: &crate::harness::App, id: &str) -> String {
    if app.config.database.starts_with("sqlite:") {
        format!("hex(id) = '{}'", id.replace('-', "").to_uppercase())
    } else {
        format!("id = '{id}'")
    }
}
