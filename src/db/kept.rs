//! `Kept`: an UPDATE whose prepared statement is cached.
//!
//! diesel marks every UPDATE as unsafe to cache, because its text may differ from run to run; it is then parsed
//! anew each time. Ours have a fixed text, so the wrapper hands on the text without the mark.

use diesel::RunQueryDsl;
use diesel::backend::Backend;
use diesel::internal::derives::multiconnection::AstPassHelper;
use diesel::query_builder::{AstPass, QueryBuilder, QueryFragment, QueryId};
use diesel::result::QueryResult;

/// A statement whose text never changes, so that its prepared form may be kept.
#[derive(Debug, Clone, Copy)]
pub struct Kept<Q>(pub Q);

impl<Q: QueryId> QueryId for Kept<Q> {
    type QueryId = Q::QueryId;
    const HAS_STATIC_QUERY_ID: bool = Q::HAS_STATIC_QUERY_ID;
}

impl<Q, Conn> RunQueryDsl<Conn> for Kept<Q> {}

impl<Q, DB> QueryFragment<DB> for Kept<Q>
where
    Q: QueryFragment<DB>,
    DB: Backend + Default,
    DB::QueryBuilder: Default,
{
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        // The passes that gather binds need the query itself; all others see only its text.
        if pass.debug_binds().is_some() || pass.bind_collector().is_some() {
            return self.0.walk_ast(pass);
        }
        let mut text = DB::QueryBuilder::default();
        self.0.to_sql(&mut text, &DB::default())?;
        pass.push_sql(&text.finish());
        Ok(())
    }
}
