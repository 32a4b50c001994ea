/** Inspection frameworks: those Candour brings, and the copies a council makes and edits. */
import { recordChange } from '../audit/service.ts';
import { Forbidden, InvalidInput, NotFound } from '../http/errors.ts';
import type { Actor } from '../policy.ts';
import type {
  CopyFramework,
  EditFramework,
  Framework,
  FrameworkDetail,
  FrameworkSummary,
} from './contract.ts';
import { readFrameworkFiles } from './library.ts';
import { type OwnFramework, OwnFrameworkModel } from './model.ts';
import { edited, summarise } from './rules.ts';

/** The frameworks Candour brings, read and checked when it starts. */
const shipped = readFrameworkFiles();

/** Every framework, newest first, the council's own copies before the rest. */
export async function listFrameworks(): Promise<FrameworkSummary[]> {
  const own = await OwnFrameworkModel.find().sort({ createdAt: -1 }).lean<OwnFramework[]>();
  return [
    ...own.map(({ framework, copiedFrom }) => summarise(framework, copiedFrom)),
    ...shipped.map((framework) => summarise(framework, null)).reverse(),
  ];
}

/** One framework. Throws NotFound with the ids there are, for whoever typed one. */
export async function getFramework(id: string): Promise<FrameworkDetail> {
  const { framework, copiedFrom } = await findFramework(id);
  return { ...framework, own: copiedFrom !== null, copiedFrom };
}

/** The framework as an assessment keeps it, so that later edits of a copy do not change the assessment. Throws NotFound. */
export async function snapshotFramework(id: string): Promise<Framework> {
  return structuredClone((await findFramework(id)).framework);
}

/** Makes a copy that the council may edit. */
export async function copyFramework(actor: Actor, input: CopyFramework): Promise<FrameworkDetail> {
  const original = await snapshotFramework(input.framework);
  const id = `${original.id.slice(0, 50)}.${crypto.randomUUID().slice(0, 8)}`;
  const framework = { ...original, id, shortTitle: input.shortTitle };
  const copiedFrom = input.framework;
  await OwnFrameworkModel.create({ _id: id, copiedFrom, framework, createdAt: new Date() });
  await recordChange(actor, { event: 'framework.copied', subject: id, details: { copiedFrom } });
  return { ...framework, own: true, copiedFrom };
}

/**
 * Edits the council's own copy. Assessments that use it keep the snapshot they began with. Throws Forbidden for a
 * framework that Candour brings, InvalidInput for a side or judgement it does not have.
 */
export async function editFramework(actor: Actor, input: EditFramework): Promise<FrameworkDetail> {
  const own = await findOwn(input.framework);
  if (!own) {
    await getFramework(input.framework);
    throw new Forbidden('A published framework stays as it is. Make a copy and edit that.');
  }
  const framework = edited(own.framework, input);
  if (framework.sides.length !== new Set(framework.sides.map(({ title }) => title)).size) {
    throw new InvalidInput('Give each side a heading of its own.');
  }
  await OwnFrameworkModel.updateOne({ _id: own._id }, { $set: { framework } });
  await recordChange(actor, { event: 'framework.edited', subject: own._id, details: { change: input } });
  return { ...framework, own: true, copiedFrom: own.copiedFrom };
}

async function findFramework(id: string): Promise<{ framework: Framework; copiedFrom: string | null }> {
  const brought = shipped.find((framework) => framework.id === id);
  if (brought) return { framework: brought, copiedFrom: null };
  const own = await findOwn(id);
  if (own) return own;
  const known = (await listFrameworks()).map((framework) => framework.id);
  throw new NotFound(`There is no framework ${id}. Choose one of: ${known.join(', ')}.`);
}

function findOwn(id: string): Promise<OwnFramework | null> {
  return OwnFrameworkModel.findOne({ _id: id }).lean<OwnFramework>().exec();
}
