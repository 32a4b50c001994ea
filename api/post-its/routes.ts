import { sectionScope } from '../assessments/service.ts';
import { route, type Route } from '../http/route.ts';
import {
  dispositionInput,
  newPostItInput,
  postItChange,
  postItInput,
  replyInput,
  sectionPostItsInput,
} from './contract.ts';
import {
  addPostIt,
  addReply,
  correctPostIt,
  listPostIts,
  postItScope,
  reopenPostIt,
  settlePostIt,
} from './service.ts';

/** Notes beside the text; what only an author may do is decided note by note. */
export const postItsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sections/:section/post-its',
    allow: 'section.read',
    scope: sectionScope,
    input: sectionPostItsInput,
    handle: ({ section }, { actor }) => listPostIts(actor, section),
  }),
  route({
    method: 'POST',
    path: '/sections/:section/post-its',
    allow: 'section.comment',
    scope: sectionScope,
    input: newPostItInput,
    handle: (given, { actor }) => addPostIt(actor, given),
  }),
  route({
    method: 'PATCH',
    path: '/post-its/:postIt',
    allow: 'section.comment',
    scope: postItScope,
    input: postItChange,
    handle: ({ postIt, note }, { actor }) => correctPostIt(actor, postIt, note),
  }),
  route({
    method: 'POST',
    path: '/post-its/:postIt/replies',
    allow: 'section.comment',
    scope: postItScope,
    input: replyInput,
    handle: ({ postIt, note }, { actor }) => addReply(actor, postIt, note),
  }),
  route({
    method: 'PUT',
    path: '/post-its/:postIt/disposition',
    allow: 'post-it.settle',
    scope: postItScope,
    input: dispositionInput,
    handle: (given, { actor }) => settlePostIt(actor, given),
  }),
  route({
    method: 'DELETE',
    path: '/post-its/:postIt/disposition',
    allow: 'section.comment',
    scope: postItScope,
    input: postItInput,
    handle: ({ postIt }, { actor }) => reopenPostIt(actor, postIt),
  }),
];
