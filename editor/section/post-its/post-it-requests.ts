import type { PostItTarget, PostItView } from '../../../api/post-its/contract.ts';
import type { Disposition } from '../../../api/post-its/vocabulary.ts';
import { refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';

/** Sticks a post-it on a section. */
export async function stick(section: string, target: PostItTarget, note: string): Promise<PostItView> {
  const made = await request<PostItView>('POST', `/sections/${section}/post-its`, { target, note });
  await refresh(`/sections/${section}/post-its`);
  return made;
}

/** Answers a post-it. */
export async function reply(postIt: PostItView, note: string): Promise<void> {
  await request('POST', `/post-its/${postIt.id}/replies`, { note });
  await refresh(`/sections/${postIt.section}/post-its`);
}

/** Corrects the words of a post-it just written. */
export async function correct(postIt: PostItView, note: string): Promise<void> {
  await request('PATCH', `/post-its/${postIt.id}`, { note });
  await refresh(`/sections/${postIt.section}/post-its`);
}

/** Marks a post-it dealt with. */
export async function settle(postIt: PostItView, disposition: Disposition, reason: string): Promise<void> {
  await request('PUT', `/post-its/${postIt.id}/disposition`, { disposition, reason });
  await refresh(`/sections/${postIt.section}/post-its`);
}

/** Opens a post-it again. */
export async function reopen(postIt: PostItView): Promise<void> {
  await request('DELETE', `/post-its/${postIt.id}/disposition`);
  await refresh(`/sections/${postIt.section}/post-its`);
}
