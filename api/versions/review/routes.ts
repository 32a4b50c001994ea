import { sectionScope } from '../../assessments/service.ts';
import { type Route, route } from '../../http/route.ts';
import { sectionChangesInput, sectionReviewInput, sectionStateInput } from '../contract.ts';
import { getAgreed } from './agreed.ts';
import { changesSince, getReview, giveState } from './service.ts';

/** How far sections are, and the text that was agreed. */
export const reviewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sections/:section/review',
    allow: 'section.read-draft',
    scope: sectionScope,
    input: sectionReviewInput,
    handle: ({ section }, { actor }) => getReview(actor, section),
  }),
  route({
    method: 'PUT',
    path: '/sections/:section/state',
    allow: 'section.edit',
    scope: sectionScope,
    input: sectionStateInput,
    handle: (given, { actor }) => giveState(actor, given),
  }),
  route({
    method: 'GET',
    path: '/sections/:section/changes',
    allow: 'section.read-draft',
    scope: sectionScope,
    input: sectionChangesInput,
    handle: ({ section, since }, { actor }) => changesSince(actor, section, since),
  }),
  route({
    method: 'GET',
    path: '/sections/:section/agreed',
    allow: 'section.read',
    scope: sectionScope,
    input: sectionReviewInput,
    handle: ({ section }, { actor }) => getAgreed(actor, section),
  }),
];
