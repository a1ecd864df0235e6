// How long texts are and may be, as the server counts and has it (`src/base/text.rs` and the rules of each text).

/** The most characters of each text, by the name of its field. */
export const most = {
  alias: 40,
  inOwnWords: 600,
  meetingPoint: 300,
  motivation: 800,
  name: 120,
  note: 500,
  password: 128,
  preferredName: 40,
  reason: 500,
  sharedGoals: 500,
  strengths: 500,
  text: 2000,
  title: 120,
  whatToBring: 2000,
  whatYouWillDo: 2000,
  witness: 80,
} as const;

const joiner = /[\u200c\u200d]/u;
const selector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;
/** What a joiner joins: signs of other scripts and pictures. */
const joined = /[^\0-\x7f\s\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
/** What has several forms. */
const formed = /[^a-z\s]/iu;

/** How many characters (code points) a text has for the server, which takes away what nobody sees. */
export function lengthOf(text: string): number {
  let visible = '';
  let before = '';
  for (const sign of text) {
    if (
      joiner.test(sign)
        ? !joined.test(before)
        : selector.test(sign)
          ? !formed.test(before)
          : invisible.test(sign)
    )
      continue;
    visible += sign;
    before = sign;
  }
  return [...visible.trim()].length;
}
