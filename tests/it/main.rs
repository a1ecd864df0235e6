mod matching;

#[test]
fn t() {}
