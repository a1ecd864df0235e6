// What people type, as they mean it, as the server reads it too (`src/base/typing.rs`).

/** Signs that show nothing: marks of direction, of a file's beginning, fillers, joiners and selectors. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;
const dashes = /[\u2010-\u2015\u2212\ufe58]/g;

/** A code, number or address in plain signs, as in `Ｋ７Ｍ－２ＱＦ`, which is `K7M-2QF`: an input method makes them wide. */
export function folded(text: string): string {
  return text.replace(invisible, '').replace(dashes, '-').normalize('NFKC');
}
