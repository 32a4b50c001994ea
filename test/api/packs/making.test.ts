import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { VersionView } from '../../../api/versions/contract.ts';
import type { SignOffView } from '../../../api/versions/signing/contract.ts';
import { addRevision } from '../../../api/evidence/service.ts';
import type { ExportForm } from '../../../api/packs/vocabulary.ts';
import { readPdf } from '../../support/read-pdf.ts';
import { unzipped } from '../../exports/sample-pack.ts';
import { fileOf, hidden, made, type PackScene, startPackScene } from './pack-scene.ts';

let scene: PackScene;
beforeAll(async () => {
  scene = await startPackScene();
});
afterAll(() => scene.app.close());

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Everything that can be read in a PDF: its text, its links, its bookmarks and what it says of itself. */
async function readablePdf(bytes: Uint8Array): Promise<string> {
  return JSON.stringify(await readPdf(bytes)).replace(/\s+/g, ' ');
}

/** Everything that can be read in an output: of a pack, every name and every file. */
async function readable(form: ExportForm, content: Uint8Array): Promise<string> {
  if (form === 'pdf') return readablePdf(content);
  if (form === 'html') return textOf(content);
  const files = await Promise.all(
    [...unzipped(content)].map(async ([path, bytes]) =>
      path === 'self-assessment.pdf' ? readablePdf(bytes) : `${path}\n${textOf(bytes)}`,
    ),
  );
  return files.join('\n');
}

const forms = ['pdf', 'html', 'pack'] as const;
const animals = /zebrafinch|quokka|narwhal|axolotl/i;

describe.each(forms)('as %s', (form) => {
  test.each(['version', 'draft'])(
    'the inspection edition of a %s holds nothing its readers may not see',
    async (of) => {
      const version = of === 'version' ? scene.version.id : null;
      const { content, filename } = await made({
        assessment: scene.assessment.id,
        version,
        edition: 'inspection',
        form,
      });
      const all = await readable(form, content);
      expect(all).toContain('Families get help early');
      expect(all).toContain('Peer review, October 2025');
      expect(all).toMatch(/An older plan/);
      expect(all).toMatch(/withdrawn by the council/i);
      expect(`${filename} ${all}`.match(animals)).toBeNull();
      for (const { id, revisions } of [
        scene.records.secret,
        scene.records.partners,
        scene.records.stricter,
      ]) {
        expect(all).not.toContain(id);
        expect(all).not.toContain(revisions[0]?.sha256 ?? '-');
      }
      expect(all).not.toMatch(/Okapi|Numbat|Ada Administrator/);
    },
  );

  test('the internal edition holds every record and the post-its', async () => {
    const { content } = await made({
      assessment: scene.assessment.id,
      version: scene.version.id,
      edition: 'internal',
      form,
    });
    const all = await readable(form, content);
    for (const words of [hidden.title, hidden.partners, hidden.stricter, hidden.postIt])
      expect(all).toContain(words);
  });
});

describe('a pack', () => {
  test('has only links that lead somewhere, in the page and in the PDF', async () => {
    for (const edition of ['inspection', 'internal'] as const) {
      const { content } = await made({
        assessment: scene.assessment.id,
        version: scene.version.id,
        edition,
        form: 'pack',
      });
      const files = unzipped(content);
      const page = textOf(files.get('index.html') ?? new Uint8Array());
      const hrefs = [...page.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
      const { links } = await readPdf(files.get('self-assessment.pdf') ?? new Uint8Array());
      const urls = links.flatMap(({ url }) => (url === null ? [] : [url]));
      const toFiles = [...hrefs, ...urls].filter((href) => !href.startsWith('#'));
      expect(toFiles).toContain('./evidence/E001-peer-review-october-2025.pdf#page=4');
      expect(urls).toContain('./evidence/E001-peer-review-october-2025.pdf#page=4');
      for (const href of toFiles) {
        const path = (href.split('#')[0] ?? '').replace(/^\.\//, '');
        expect([href, files.has(path)]).toEqual([href, true]);
      }
      for (const anchor of hrefs.filter((href) => href.startsWith('#'))) {
        expect(page).toContain(`id="${anchor.slice(1)}"`);
      }
    }
  });

  test('and the PDF of a version are the same bytes, whatever was changed since', async () => {
    const { ada, assessment, records, section, version } = scene;
    const order = { assessment: assessment.id, version: version.id, edition: 'inspection' } as const;
    const [pdf, pack] = [await made({ ...order, form: 'pdf' }), await made({ ...order, form: 'pack' })];
    const { claims } = (await ada.client.get<{ claims: never[] }>(`/sections/${section}`)).body;
    expect(claims).toBe(4);
    const [, side] =
      assessment.sections.find((one) => one.id === section)?.regions.filter((one) => one.letter) ?? [];
    const moved = await ada.client.post(`/sections/${section}/claims/claim0000001/move`, {
      side: side?.id,
      theme: null,
    });
    expect(moved.status).toBe(200);
    await addRevision(await ada.actor(), records.open.id, await fileOf('Replaced.pdf', 'replaced'));
    await ada.client.patch(`/evidence/${records.open.id}`, { title: 'Another title' });
    await ada.client.patch(`/assessments/${assessment.id}`, { title: 'Renamed' });
    const again = [await made({ ...order, form: 'pdf' }), await made({ ...order, form: 'pack' })];
    expect(again.map(({ sha256 }) => sha256)).toEqual([pdf.sha256, pack.sha256]);
    expect(again[1]?.manifestSha256).toBe(pack.manifestSha256);
    const draft = unzipped((await made({ ...order, version: null, form: 'pack' })).content);
    expect([...draft.keys()]).toContain('evidence/E001-another-title.pdf');
  });
});

test('what changed between two versions is printed, the older first, whichever is named first', async () => {
  const { ada, assessment, version } = scene;
  const second = await ada.client.post<VersionView>(`/assessments/${assessment.id}/versions`, {
    title: 'Later',
  });
  const order = { assessment: assessment.id, edition: 'internal', form: 'comparison' } as const;
  const one = await made({ ...order, version: second.body.id, against: version.id });
  const other = await made({ ...order, version: version.id, against: second.body.id });
  expect(one.sha256).toBe(other.sha256);
  expect(one).toMatchObject({ inspectionReady: true, problems: [] });
  expect(one.filename).toMatch(/-v1-and-v2-changes\.pdf$/);
  expect(await readablePdf(one.content)).toContain('Families get help early');
});

test('a version prints who signed it and who is awaited', async () => {
  const { ada, assessment } = scene;
  const chain = [
    { title: 'Senior management team', people: [ada.id], all: true },
    { title: 'Board', people: [ada.id], all: true },
  ];
  expect(
    (await ada.client.put(`/assessments/${assessment.id}/sign-off/chain`, { steps: chain })).status,
  ).toBe(200);
  const { body } = await ada.client.post<VersionView>(`/assessments/${assessment.id}/versions`, {
    title: 'To sign',
  });
  const asked = await ada.client.post<SignOffView>(`/versions/${body.id}/sign-off`, { note: '' });
  expect(asked.status).toBe(200);
  const signed = await ada.client.post(`/sign-offs/${asked.body.id}/signatures`, {
    hash: body.hash,
    note: 'Read',
  });
  expect(signed.status).toBe(200);
  const page = await made({
    assessment: assessment.id,
    version: body.id,
    edition: 'inspection',
    form: 'html',
  });
  const text = textOf(page.content);
  expect(text).toContain('Senior management team');
  expect(text).toContain('Ada Administrator');
});
