import type { Restored, VersionView } from '../../../api/versions/contract.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';

/** Takes a named version of the assessment as it stands now. */
export async function takeVersion(assessment: string, title: string): Promise<VersionView> {
  const taken = await request<VersionView>('POST', `/assessments/${assessment}/versions`, { title });
  await refresh(`/assessments/${assessment}/versions`);
  return taken;
}

/** Brings back what a version holds of a section, or of all, as a new change. */
export async function restoreVersion(version: VersionView, section: string | null): Promise<Restored> {
  const body = section === null ? {} : { section };
  const restored = await request<Restored>('POST', `/versions/${version.id}/restore`, body);
  await refresh(`/assessments/${version.assessment}`, '/sections', '/versions');
  return restored;
}

/** The address of the page where a version is read. */
export function versionPlace({ assessment, id }: Pick<VersionView, 'assessment' | 'id'>): string {
  return `/assessments/${assessment}/versions/${id}`;
}

/** The address of a comparison: a version with a later one, or with the text as it stands now. */
export function comparisonPlace(assessment: string, before: string, after: string | null = null): string {
  const query = after === null ? '' : `?with=${after}`;
  return `/assessments/${assessment}/versions/${before}/comparison${query}`;
}
