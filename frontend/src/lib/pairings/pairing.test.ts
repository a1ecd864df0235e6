import { expect, test } from 'vitest';
import { isProposal, awaited, endingsOf, inTurn, undoOf, type Pairing, type PairingLine } from './pairing.ts';

const line = (id: string, waitingDays: number, state: PairingLine['state'], lapsesAt: string) =>
  ({ id, waitingDays, state, lapsesAt }) as PairingLine;

test('what can be decided comes first, of that what lapses first, of one day who waits longest', () => {
  const queue = inTurn([
    line('later', 203, 'endorsed', '2026-12-24T01:00:00Z'),
    line('short', 12, 'endorsed', '2026-12-23T01:00:00Z'),
    line('open', 300, 'proposed', '2026-12-01T01:00:00Z'),
    line('long', 64, 'endorsed', '2026-12-23T09:00:00Z'),
  ]);
  expect(queue.map(({ id }) => id)).toEqual(['long', 'short', 'later', 'open']);
});

test('a psychologist who refers and supervises is awaited once, and no longer once they endorsed', () => {
  const clara = { id: '1', name: 'Clara' };
  const both = { psychologist: clara, referringPsychologist: clara, endorsements: [] } as unknown as Pairing;
  expect(awaited(both)).toEqual(['Clara']);
  expect(awaited({ ...both, endorsements: [{ by: clara, on: '2026-11-21' }] })).toEqual([]);
});

test('of two psychologists with one name, the one who has not endorsed is awaited', () => {
  const [one, other] = [
    { id: '1', name: 'Clara' },
    { id: '2', name: 'Clara' },
  ];
  const endorsements = [{ by: one, on: '2026-11-21' }];
  const pairing = { psychologist: one, referringPsychologist: other, endorsements } as Pairing;
  expect(awaited(pairing)).toEqual(['Clara']);
});

test('approval and refusal can be taken back, an end cannot', () => {
  expect(undoOf('approve')).toBe('undo_approval');
  expect(undoOf('refuse')).toBe('undo_refusal');
  expect(undoOf('end')).toBeUndefined();
});

test('what never began cannot end with its goals reached', () => {
  const words = { goals_reached: '', transferred: '', released: '', by_wish: '', by_mentor: '', other: '' };
  expect(endingsOf({ state: 'consenting' }, words)).toEqual([
    'transferred',
    'released',
    'by_wish',
    'by_mentor',
    'other',
  ]);
  expect(endingsOf({ state: 'active' }, words)).toContain('goals_reached');
});

test('what runs or has ended is a pairing, no longer a proposal', () => {
  expect((['proposed', 'endorsed', 'approved', 'refused'] as const).every(isProposal)).toBe(true);
  expect((['consenting', 'active', 'paused', 'closed'] as const).some(isProposal)).toBe(false);
});
