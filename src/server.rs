//! Every route on one page, and the server that answers them.

use std::future::ready;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{ServiceFactoryExt, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, Server, ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::{Next, from_fn};
use actix_web::rt::net::TcpStream;
use actix_web::web::Bytes;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, ResponseError, get, web};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use utoipa_actix_web::{AppExt, scope};

use crate::access::{Action, Actor};
use crate::base::{Error, ProblemCode};
use crate::gate::House;
use crate::health;
use crate::health::model::{Counts, Machine};
use crate::mentoring::{
    agreed, applications, encounters, mentors, pairings, psychologists, referrals, register, training,
};
use crate::people::{accounts, checks, factors, invitations, proofs, reopenings, sign_ins, supervisees};
use crate::places;
use crate::proposing::{choices, placings, rounds, trials, updates, weights};
use crate::refused;
use crate::reports::figures;
use crate::rights::{breaches, emergencies, holds, looks, registers, requests, retention};
use crate::service::{attendance, bookings, clearances, hosts, meetings, openings, revisions, shifts, slots};
use crate::today;
use crate::tx::Tx;
use crate::web::connection::Connection;
use crate::web::files::Site;
use crate::web::frame::frame;
use crate::web::guard::Shared;
use crate::web::known::Known;
use crate::web::problem::Problem;
use crate::web::traffic::Traffic;
use crate::web::{Routes, docs, extract, openapi, paths};

/// Every route of `/api/v1`, feature by feature.
fn routes(routes: &mut Routes<'_, '_>) {
    routes
        // Paths are tried in this order, one regular expression after another: what most people ask for stands first.
        .configure(places::api::routes)
        .configure(slots::api::routes)
        .configure(openings::api::routes)
        .configure(bookings::api::routes)
        .configure(accounts::api::routes)
        // Its paths with a name stand before the one of sign-ins with an id, which they would be taken for.
        .configure(proofs::api::routes)
        .configure(sign_ins::api::routes)
        .configure(factors::api::routes)
        .configure(reopenings::api::routes)
        .configure(invitations::api::routes)
        .configure(supervisees::api::routes)
        .configure(checks::api::routes)
        .configure(hosts::api::routes)
        .configure(training::api::routes)
        .configure(psychologists::api::routes)
        .configure(mentors::api::routes)
        .configure(register::api::routes)
        .configure(applications::api::routes)
        .configure(referrals::api::routes)
        .configure(pairings::api::routes)
        .configure(encounters::api::routes)
        .configure(weights::api::routes)
        .configure(rounds::api::routes)
        .configure(trials::api::routes)
        .configure(placings::api::routes)
        .configure(choices::api::routes)
        .configure(updates::api::routes)
        .configure(clearances::api::routes)
        .configure(meetings::api::routes)
        .configure(revisions::api::routes)
        .configure(shifts::api::routes)
        .configure(attendance::api::routes)
        .configure(today::api::routes)
        .configure(figures::api::routes)
        .configure(health::api::routes)
        .configure(emergencies::api::routes)
        .configure(looks::api::routes)
        .configure(agreed::api::routes)
        .configure(holds::api::routes)
        .configure(retention::api::routes)
        .configure(registers::api::routes)
        .configure(breaches::api::routes)
        .configure(requests::api::routes);
}

/// What all threads of a server share.
#[derive(Clone)]
pub struct Parts {
    house: web::Data<Arc<House>>,
    shared: web::Data<Shared>,
    site: web::Data<Site>,
    traffic: web::Data<Traffic>,
}

impl Parts {
    /// The parts of a server on `house` that serves the pages of `site`.
    #[must_use]
    pub fn new(house: Arc<House>, site: Site) -> Self {
        Self {
            shared: web::Data::new(Shared::new(house.clone())),
            house: web::Data::new(house),
            site: web::Data::new(site),
            traffic: web::Data::default(),
        }
    }

    /// Writes down the refusals that were only counted so far: the server stops.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub async fn settle_denials(&self) -> crate::base::Result<()> {
        self.shared.settle_denials().await
    }

    /// Puts every route and everything it needs into an application; wrap that in [`frame`].
    pub fn configure(self, config: &mut web::ServiceConfig) {
        let patience = self.house.config.patience;
        config
            .app_data(self.house)
            .app_data(self.shared)
            .app_data(self.site)
            .app_data(self.traffic)
            .app_data(extract::Patience(patience))
            .app_data(web::PayloadConfig::new(extract::LONGEST));
        // Before the scope, which answers everything below its path.
        config.service(description);
        let api = web::scope("/api/v1").configure(|api| routes(&mut Routes::Serve(api)));
        config.service(api.wrap(from_fn(only_known)));
        config.service(healthz).service(readyz).service(docs_page).service(docs_style);
        config.default_service(web::to(elsewhere));
    }
}

/// The description of the API (OpenAPI 3.1).
#[must_use]
pub fn description_of_api() -> utoipa::openapi::OpenApi {
    let all = scope::scope("/api/v1").configure(|config| routes(&mut Routes::Describe(config)));
    let (_, mut api) = App::new().into_utoipa_app().service(all).split_for_parts();
    openapi::complete(&mut api, refused::refused);
    api
}

/// Alive.
#[get("/healthz")]
async fn healthz() -> &'static str {
    "ok"
}

/// The server can do its work: see [`House::ready`].
#[get("/readyz")]
async fn readyz(house: web::Data<Arc<House>>) -> Result<&'static str, Problem> {
    house.ready().await?;
    Ok("ready")
}

#[get("/api/v1/openapi.json")]
async fn description() -> HttpResponse {
    // Made once: it takes milliseconds and megabytes, and anybody may ask.
    static WRITTEN: LazyLock<Bytes> =
        LazyLock::new(|| serde_json::to_vec(&description_of_api()).unwrap_or_default().into());
    HttpResponse::Ok().content_type("application/json").body(WRITTEN.clone())
}

/// The description as a page, for whoever develops: where the demo is, or on this machine alone.
#[get("/api/docs")]
async fn docs_page(house: web::Data<Arc<House>>) -> Result<HttpResponse, Problem> {
    static WRITTEN: LazyLock<Bytes> = LazyLock::new(|| {
        let api = serde_json::to_value(description_of_api()).unwrap_or_default();
        docs::page(&api).into()
    });
    may_read_docs(&house)?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(WRITTEN.clone()))
}

#[get("/api/docs.css")]
async fn docs_style(house: web::Data<Arc<House>>) -> Result<HttpResponse, Problem> {
    may_read_docs(&house)?;
    Ok(HttpResponse::Ok().content_type("text/css; charset=utf-8").body(docs::STYLE))
}

fn may_read_docs(house: &House) -> Result<(), Problem> {
    let here = house.config.is_on_this_machine();
    if house.demo || here { Ok(()) } else { Err(Problem::House(Error::NotFound)) }
}

async fn elsewhere(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Problem> {
    if paths::is_of_api(request.path()) {
        return not_allowed(&request).ok_or(Problem::House(Error::NotFound));
    }
    match *request.method() {
        Method::GET | Method::HEAD => Ok(site.serve(&request)),
        _ => Ok(HttpResponse::MethodNotAllowed().insert_header(("allow", "GET, HEAD")).finish()),
    }
}

/// What the description says of each path, written out once for all threads.
static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::of(&description_of_api()));

/// The answer to a method that a path of the API does not have; `None` when there is no such path.
fn not_allowed(request: &HttpRequest) -> Option<HttpResponse> {
    let pattern = request.resource_map().match_pattern(request.path())?;
    let methods = HeaderValue::from_str(&KNOWN.methods(&pattern)?).ok()?;
    let mut answer =
        Problem::Http(StatusCode::METHOD_NOT_ALLOWED, ProblemCode::MethodNotAllowed).error_response();
    answer.headers_mut().insert(header::ALLOW, methods);
    Some(answer)
}

/// Refuses what stands behind the question mark and is not described, before any handler runs.
async fn only_known(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let faults = match request.query_string() {
        "" => Vec::new(),
        query => {
            let pattern = request.match_pattern().unwrap_or_default();
            KNOWN.faults(request.method(), &pattern, query)
        }
    };
    if faults.is_empty() {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    }
    let answer = Problem::House(Error::Invalid(faults)).error_response();
    Ok(request.into_response(answer).map_into_right_body())
}

/// How long the first head of a connection may take at most.
const FIRST_HEAD: Duration = Duration::from_secs(5);
/// How much later a connection is cut than it is ended with a word where there is one to say.
const GRACE: Duration = Duration::from_secs(1);

/// Starts the server; it answers until it is stopped by its handle, and requests in work then have `stop_within` to
/// finish. A client that keeps a connection waiting loses it, and one source has only so many.
///
/// # Errors
/// When the address cannot be listened on.
pub fn start(parts: Parts, listen: &str, workers: usize, stop_within: Duration) -> std::io::Result<Server> {
    let config = &parts.house.config;
    let patience = config.patience;
    // Behind proxies every connection is theirs.
    let most = if config.proxies > 0 { usize::MAX } else { config.connections_per_source };
    let sources = parts.traffic.sources.clone();
    let builder = Server::build()
        .workers(workers)
        // Two blocking threads a worker measured a quarter faster than four on two cores.
        .worker_max_blocking_threads(2)
        .max_concurrent_connections(2000)
        .shutdown_timeout(stop_within.as_secs())
        .disable_signals();
    let stopping = builder.graceful_shutdown_signal();
    let server = builder.bind("alongside", listen, move || {
        let (parts, sources, stopping) = (parts.clone(), sources.clone(), stopping.clone());
        let enter = fn_service(move |io: TcpStream| {
            let entered = io.peer_addr().and_then(|peer| {
                let place = sources.enter(peer.ip(), most).ok_or(std::io::ErrorKind::QuotaExceeded)?;
                Ok((Connection::new(io, Some(place), patience + GRACE), Some(peer)))
            });
            ready(entered.map_err(DispatchError::Io))
        });
        let app = App::new().wrap(from_fn(frame)).configure(move |config| parts.clone().configure(config));
        let http = HttpService::build()
            .keep_alive(patience)
            .client_request_timeout(patience.min(FIRST_HEAD))
            .client_disconnect_timeout(patience.min(FIRST_HEAD))
            .graceful_shutdown_signal(move || {
                let stopping = stopping.clone();
                async move { stopping.notified().await }
            })
            .on_connect_ext(|connection: &Connection<TcpStream>, kept| {
                kept.insert(connection.life());
            })
            .h1(map_config(app, |()| AppConfig::default()));
        enter.and_then(http)
    })?;
    Ok(server.run())
}

/// How long whoever reads the metrics waits for the database and the disks; then they get what the process knows.
const SCRAPE: Duration = Duration::from_secs(3);

/// What the listener of the metrics needs.
#[derive(Clone)]
struct Scrape {
    house: Arc<House>,
    traffic: web::Data<Traffic>,
    /// One at a time asks database and disks, so that whoever asks often takes no connection away from people.
    turn: Arc<Semaphore>,
}

/// Starts the listener of the metrics, which answers nothing else.
///
/// # Errors
/// When the address cannot be listened on.
pub fn start_metrics(parts: &Parts, listen: &str) -> std::io::Result<Server> {
    let (house, traffic) = (parts.house.get_ref().clone(), parts.traffic.clone());
    let scrape = Scrape { house, traffic, turn: Arc::new(Semaphore::new(1)) };
    let app = move || App::new().app_data(web::Data::new(scrape.clone())).service(metrics);
    Ok(HttpServer::new(app).workers(1).max_connections(16).disable_signals().bind(listen)?.run())
}

#[get("/metrics")]
async fn metrics(scrape: web::Data<Scrape>) -> HttpResponse {
    let mut text = String::new();
    let (machine, counts) = scrape.ask().await;
    let written = scrape.traffic.write(&mut text);
    match written.and_then(|()| health::metrics::write(&mut text, &machine, counts.as_ref())) {
        Ok(()) => HttpResponse::Ok().content_type(health::metrics::KIND).body(text),
        Err(_) => HttpResponse::InternalServerError().finish(),
    }
}

impl Scrape {
    /// What machine and database tell in time.
    async fn ask(&self) -> (Machine, Option<Counts>) {
        let (vitals, config) = (self.house.vitals(), self.house.config.clone());
        let unasked = health::gather::unasked(vitals, &config);
        let Ok(turn) = self.turn.clone().try_acquire_owned() else { return (unasked, None) };
        // The turn goes with the work, which may go on for longer than anybody waits for it.
        let disks = web::block(move || (health::gather::machine(vitals, &config), turn));
        let Ok(Ok((machine, turn))) = timeout(SCRAPE, disks).await else { return (unasked, None) };
        let query = move |tx: &mut Tx<'_>| {
            let _turn = turn;
            health::gather::counts(tx)
        };
        let counts =
            self.house.snapshot(Actor::System("metrics"), Action::KeepHouse, "metrics".into(), query);
        let counts = match timeout(SCRAPE, counts).await {
            Ok(Ok(counts)) => Some(counts),
            Ok(Err(error)) => {
                tracing::warn!(?error, "the database did not tell its numbers");
                None
            }
            Err(_) => None,
        };
        (machine, counts)
    }
}
