import { expect, test } from 'vitest';
import { handedOver, type FoundPerson } from './person.ts';

const person: FoundPerson = {
  accountId: '01936f5e-8a00-7c3d-9b1e-2f4a6c8e0d12',
  code: 'K7M-2QF',
  preferredName: 'Ming',
  inCaseload: true,
  centre: 'MFRC-MK',
};

test.each([
  ['another centre', 'MFRC-ST', false, undefined],
  ['another centre of the same coordinator', 'MFRC-TM', true, 'MFRC-TM'],
  ['none, so that whoever is first takes them on', null, true, undefined],
])('handed over to %s', (_, to, inCaseload, centre) => {
  const after = handedOver(person, to, ['MFRC-MK', 'MFRC-TM']);
  expect(after).toEqual({ ...person, inCaseload, centre });
});
