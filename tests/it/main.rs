//! The stories of Alongside: one test binary, one file per feature.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    unused_imports,
    reason = "a test fails by panicking; a story that needs nothing of its file still sees all of it"
)]

mod accounts;
mod addresses;
mod apart_worlds;
mod at_rest;
mod architecture;
mod attack;
mod attendance;
mod backup;
mod bookings;
mod breaches;
mod caseload;
mod choice_prices;
mod choices;
mod clearances;
mod command_line;
mod connections;
mod consents;
mod consequences;
mod contact;
mod data_classes;
mod data_requests;
mod database_roles;
mod demo;
mod described;
mod emergencies;
mod engine;
mod factors;
mod factors_lost;
mod finding;
mod gates;
mod guessing;
mod handovers;
mod harness;
mod health;
mod hours;
mod import;
mod import_cells;
mod keep_apart;
mod keys_at_start;
mod letters;
mod looks;
mod mail;
mod matching;
mod meetings;
mod mentor_service;
mod mentors;
mod migrations;
mod notices;
mod openings;
mod orders;
mod outages;
mod pairing_courses;
mod pairing_notices;
mod pairings;
mod passkeys;
mod placings;
mod places;
mod postman;
mod postman_fairness;
mod postman_links;
mod proposals;
mod psychologists;
mod races;
mod reading;
mod referrals;
mod register;
mod reports;
mod retention;
mod rounds;
mod schema;
mod seals;
mod second_words;
mod selves;
mod sensitive;
mod serving;
mod sign_ins;
mod slots;
mod snapshots_and_logs;
mod starting;
mod storing;
mod supervision;
mod sweep;
mod takeovers;
mod timekeeping;
mod tampering;
mod today;
mod today_service;
mod training;
mod unclaimed;
mod updates;
mod weights;
mod wrong_input;
