import { describe, expect, test } from '@jest/globals';
import type { SignOffStepView, SignOffView } from '../../../api/versions/signing/contract.ts';
import { moved } from '../../../editor/client/moved.ts';
import { signersWords, standing, stillToSign } from '../../../editor/pages/sign-off/words.ts';

const person = (name: string) => ({ id: name, name });

function step(title: string, names: string[], more: Partial<SignOffStepView> = {}): SignOffStepView {
  return {
    id: title,
    title,
    people: names.map(person),
    all: true,
    state: 'waiting',
    signatures: [],
    refusal: null,
    remindedAt: null,
    mine: false,
    ...more,
  };
}

function signOff(steps: SignOffStepView[], more: Partial<SignOffView> = {}): SignOffView {
  return {
    id: 's',
    version: { id: 'v', number: 3, title: 'Autumn', hash: '', takenAt: '' },
    state: 'open',
    requestedBy: person('Cleo'),
    requestedAt: '',
    note: '',
    steps,
    withdrawn: null,
    stuck: null,
    history: [],
    rights: { sign: false, refuse: false, takeBack: false, remind: false, withdraw: false },
    ...more,
  };
}

const signedBy = (name: string) => ({ step: 'Leads', by: person(name), at: '', note: '', hash: '' });

describe('who signs', () => {
  test('is said for one, for all of several, and for one of several', () => {
    expect(signersWords(step('Director', ['Dora']))).toBe('Dora');
    expect(signersWords(step('Leads', ['Ann', 'Ben']))).toBe('Ann and Ben: everyone signs');
    expect(signersWords(step('Leads', ['Ann', 'Ben'], { all: false }))).toBe('Ann or Ben: one of them signs');
  });

  test('and has not yet', () => {
    expect(stillToSign(step('Leads', ['Ann', 'Ben'], { signatures: [signedBy('Ann')] }))).toEqual(['Ben']);
  });
});

describe('how a sign-off stands', () => {
  test('names those it waits for', () => {
    const leads = step('Leads', ['Ann', 'Ben'], { state: 'open', signatures: [signedBy('Ann')] });
    expect(standing(signOff([leads]))).toBe('Waiting for Ben (Leads).');
    const anyOne = step('Managers', ['Ann', 'Ben'], { state: 'open', all: false });
    expect(standing(signOff([anyOne]))).toBe('Waiting for Ann or Ben (Managers).');
  });

  test('gives the reason of a refusal and of a withdrawal', () => {
    const refusal = { by: person('Dora'), at: '', reason: 'The grade is too kind' };
    const refused = step('Director', ['Dora'], { state: 'refused', refusal });
    expect(standing(signOff([refused], { state: 'refused' }))).toBe('Refused by Dora: The grade is too kind');
    const withdrawn = { by: person('Cleo'), at: '', reason: 'A later version goes round' };
    expect(standing(signOff([], { state: 'withdrawn', withdrawn }))).toBe(
      'Withdrawn by Cleo: A later version goes round',
    );
    expect(standing(signOff([], { state: 'signed' }))).toBe('Signed by everyone asked.');
  });
});

describe('moving a row', () => {
  const rows = [{ key: 'a' }, { key: 'b' }, { key: 'c' }];
  const keys = (key: string, by: 1 | -1) => moved(rows, key, by).map((row) => row.key);

  test('goes up and down, and stays at the ends', () => {
    expect(keys('b', -1)).toEqual(['b', 'a', 'c']);
    expect(keys('b', 1)).toEqual(['a', 'c', 'b']);
    expect(keys('a', -1)).toEqual(['a', 'b', 'c']);
    expect(keys('c', 1)).toEqual(['a', 'b', 'c']);
  });
});
