//! The kept programs that do the work: `age` encrypts, `pg_dump` and `pg_restore` read and write PostgreSQL.

use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use url::Url;

use crate::base::{Error, Result};
use crate::config::Recipient;

/// Encrypts what comes in by `from` into a new file.
pub fn encrypting(recipient: &Recipient, from: impl Into<Stdio>, into: &Path) -> Result<Child> {
    let mut age = Command::new("age");
    age.args(["--encrypt", "--recipient", recipient.as_str(), "--output"]).arg(into).stdin(from);
    start(&mut age, Stdio::null())
}

/// Decrypts a file with the secret half of its key into a new file.
pub fn decrypt_into(file: &Path, identity: &Path, into: &Path) -> Result<()> {
    finish("age", start(&mut decrypt(file, identity, Some(into)), Stdio::null())?)
}

/// Decrypts a file with the secret half of its key into a pipe.
pub fn decrypting(file: &Path, identity: &Path) -> Result<(Child, ChildStdout)> {
    piped(&mut decrypt(file, identity, None))
}

fn decrypt(file: &Path, identity: &Path, into: Option<&Path>) -> Command {
    let mut age = Command::new("age");
    age.args(["--decrypt", "--identity"]).arg(identity).stdin(Stdio::null());
    if let Some(into) = into {
        age.arg("--output").arg(into);
    }
    // The name of a file can begin with a dash.
    age.arg("--").arg(file);
    age
}

/// Writes what stands in PostgreSQL at the moment of a snapshot into a pipe.
pub fn dumping(url: &str, snapshot: &str, namespace: &str) -> Result<(Child, ChildStdout)> {
    let mut dump = postgres("pg_dump", url)?;
    dump.args(["--format=custom", "--no-owner", "--no-privileges"]);
    dump.arg(format!("--snapshot={snapshot}")).arg(format!("--schema={namespace}")).stdin(Stdio::null());
    piped(&mut dump)
}

/// Writes such a dump into PostgreSQL, all of it or nothing.
pub fn restoring(url: &str, from: impl Into<Stdio>) -> Result<Child> {
    let mut restore = postgres("pg_restore", url)?;
    restore.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]).stdin(from);
    start(&mut restore, Stdio::null())
}

/// One of PostgreSQL's programs for the database at `url`. The password goes by the environment: arguments can be read
/// by everybody on the machine.
fn postgres(program: &str, url: &str) -> Result<Command> {
    let mut bare =
        Url::parse(url).map_err(|_| Error::Internal("the address of the database is no URL".into()))?;
    let mut command = Command::new(program);
    let parameter =
        bare.query_pairs().find(|(name, _)| name == "password").map(|(_, value)| value.into_owned());
    let behind_user = bare.password().map(decoded);
    if let Some(password) = behind_user.or(parameter) {
        command.env("PGPASSWORD", password);
    }
    let others: Vec<_> = bare.query_pairs().filter(|(name, _)| name != "password").map(written).collect();
    bare.set_query((!others.is_empty()).then(|| others.join("&")).as_deref());
    // An address without a host has no password to take away.
    if bare.password().is_some() && bare.set_password(None).is_err() {
        return Err(Error::Internal("the address of the database has a password and no host".into()));
    }
    command.arg(format!("--dbname={bare}"));
    Ok(command)
}

/// A parameter as libpq reads it, to which `+` is a plus.
fn written((name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)) -> String {
    let all: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    format!("{name}={}", all.replace('+', "%20"))
}

fn decoded(text: &str) -> String {
    let pair = format!("x={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}

fn piped(command: &mut Command) -> Result<(Child, ChildStdout)> {
    let mut child = start(command, Stdio::piped())?;
    let out = child.stdout.take().ok_or_else(|| Error::Internal("a program has no output".into()))?;
    Ok((child, out))
}

fn start(command: &mut Command, out: Stdio) -> Result<Child> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.env("LC_ALL", "C").stdout(out).stderr(Stdio::piped()).spawn().map_err(|error| {
        Error::Internal(match error.kind() {
            std::io::ErrorKind::NotFound => format!("please install {name}, which backups need"),
            _ => format!("{name}: {error}"),
        })
    })
}

/// Waits for a program to have done its work.
///
/// # Errors
/// `Internal` with the last line of what it said.
pub fn finish(name: &str, child: Child) -> Result<()> {
    let Output { status, stderr, .. } =
        child.wait_with_output().map_err(|error| Error::Internal(format!("{name}: {error}")))?;
    if status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&stderr);
    let line =
        said.lines().rfind(|line| !line.trim().is_empty() && !line.contains("report")).unwrap_or("no word");
    Err(Error::Internal(format!("{name} failed: {line}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_stands_among_the_arguments() {
        for (url, bare, password) in [
            ("postgres://ada:s3%40+cret@db/x", "postgres://ada@db/x", Some("s3@+cret")),
            (
                "postgres://db/x?password=s3cret&options=-csearch_path%3Dstory%20-cx%3Dy",
                "postgres://db/x?options=-csearch_path%3Dstory%20-cx%3Dy",
                Some("s3cret"),
            ),
            ("postgres://ada@db:5433/x", "postgres://ada@db:5433/x", None),
        ] {
            let command = postgres("pg_dump", url).unwrap();
            let given: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
            assert_eq!(given, [format!("--dbname={bare}")]);
            let told =
                command.get_envs().find(|(name, _)| *name == "PGPASSWORD").and_then(|(_, value)| value);
            assert_eq!(told.map(|told| told.to_str().unwrap()), password);
        }
    }
}
