//! Whatever is sent to whatever operation, by whomever: no fault of ours, and every refusal has the one shape. Each answer
//! is held against the description of the API as well, as every answer of every story is.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;

use super::requests::{Asked, Requests};
use super::world::{World, built};
use super::{figure, size, tell};
use crate::harness::first_release::lines;
use crate::harness::{App, Reply, story};

/// After so many the world is another: what was ended, spent or used up in one is there again in the next.
const WORLD: usize = 10_000;

/// Where the chance begins, so that a run can be repeated.
fn seed() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "whoever repeats a run says which")]
    std::env::var("ALONGSIDE_ATTACK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

fn request(world: &World, asked: &Asked) -> TestRequest {
    let mut request = TestRequest::default().method(asked.method.clone()).uri(&asked.path);
    let by = &world.people[asked.by];
    if let Some(token) = &by.token {
        request = request.insert_header(("authorization", format!("Bearer {token}")));
    }
    if let Some(body) = &asked.body {
        request = request.insert_header(("content-type", "application/json")).set_payload(body.clone());
    }
    asked.headers.iter().fold(request, |request, header| request.insert_header(header.clone()))
}

/// What is wrong with an answer, whatever was asked.
fn fault(reply: &Reply) -> Option<String> {
    let (status, body) = (reply.status, &reply.body);
    if status.is_server_error() {
        return Some(format!("{status} {body}"));
    }
    // A request for the head alone has no body.
    if !status.is_client_error() || reply.body == "" {
        return None;
    }
    let number = reply.headers.get("x-request-id").and_then(|number| number.to_str().ok());
    let kind = reply.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    let whole = kind == Some("application/problem+json")
        && body["status"] == status.as_u16()
        && body["type"] == "about:blank"
        && body["title"].is_string()
        && body["code"].is_string()
        && body["requestId"].as_str() == number;
    (!whole).then(|| format!("{status} is no problem of the one shape: {kind:?} {body}"))
}

/// Sends requests to a world, and gives what was wrong with their answers.
async fn sent(app: &App, many: usize, seed: u64, told: &mut BTreeMap<u16, usize>) -> Vec<String> {
    let world = built(app).await;
    let codes = lines(&app.config.database, "select code as line from accounts");
    let mut requests = Requests::to(&world, &codes, seed);
    let mut wrong = Vec::new();
    for number in 0..many {
        let asked = requests.next();
        let (sender, request) = (app.clone(), request(&world, &asked));
        // A fault of the server, or a description that does not hold, ends this request alone.
        let fault = match actix_web::rt::spawn(async move { sender.send(request).await }).await {
            Ok(reply) => {
                *told.entry(reply.status.as_u16()).or_default() += 1;
                fault(&reply)
            }
            Err(error) => Some(error.to_string()),
        };
        if let Some(fault) = fault {
            let body = asked.body.as_deref().map(String::from_utf8_lossy);
            let by = &world.people[asked.by].name;
            wrong.push(format!(
                "seed {seed}, request {number}, {by}: {} {} {:?}\n  {body:?}\n  {fault}",
                asked.method, asked.path, asked.headers
            ));
        }
    }
    wrong
}

story!(no_request_is_a_fault_of_ours, async |app| {
    let many = size(1_500, 500_000);
    let (mut told, mut wrong) = (BTreeMap::new(), Vec::new());
    for (at, from) in (0..many).step_by(WORLD).enumerate() {
        let seed = seed() + u64::try_from(at).unwrap();
        let share = WORLD.min(many - from);
        let faults = match at {
            0 => sent(app, share, seed, &mut told).await,
            _ => {
                let next = App::on(app.kind).await;
                let faults = sent(&next, share, seed, &mut told).await;
                next.close().await;
                faults
            }
        };
        tell("requests drawn from the description", app.kind, share, faults.len());
        wrong.extend(faults);
    }
    let times = |which: &dyn Fn(u16) -> bool| -> usize {
        told.iter().filter(|(status, _)| which(**status)).map(|(_, times)| times).sum()
    };
    let done = times(&|status| status < 300);
    figure("of these, done", app.kind, done);
    figure("of these, refused by a rule", app.kind, times(&|status| [409, 410, 429].contains(&status)));
    assert!(told.len() > 6 && done > many / 100, "too few come in: {told:?}");
    assert!(
        wrong.is_empty(),
        "{} of {many} requests:\n{}",
        wrong.len(),
        wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n")
    );
});
