import { z } from 'zod';
import { assessmentScope, route, type Route } from '../http/route.ts';
import {
  assessmentIdInput,
  assessmentInput,
  chapterInput,
  glossaryInput,
  gradeInput,
  newAssessmentInput,
  newChapterInput,
  recommendationsInput,
  sectionIdInput,
} from './contract.ts';
import { getGlossary, replaceGlossary } from './glossary/service.ts';
import { getRecommendations, replaceRecommendations } from './recommendations.ts';
import { addChapter, changeChapter, gradeSection } from './sections.ts';
import {
  createEmptyAssessment,
  getAssessment,
  getSection,
  listAssessments,
  removableSectionScope,
  renameAssessment,
  sectionScope,
} from './service.ts';

const wholeAssessments: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessments',
    allow: 'signed-in',
    input: z.strictObject({}),
    handle: (_input, { actor }) => listAssessments(actor),
  }),
  route({
    method: 'POST',
    path: '/assessments',
    allow: 'assessments.create',
    input: newAssessmentInput,
    handle: (input, { actor }) => createEmptyAssessment(actor, input),
  }),
  route({
    method: 'GET',
    path: '/assessments/:assessment',
    allow: 'assessment.read',
    scope: assessmentScope,
    input: assessmentIdInput,
    handle: ({ assessment }, { actor }) => getAssessment(actor, assessment),
  }),
  route({
    method: 'PATCH',
    path: '/assessments/:assessment',
    allow: 'assessment.manage',
    scope: assessmentScope,
    input: assessmentInput,
    handle: ({ assessment, title }, { actor }) => renameAssessment(actor, assessment, title),
  }),
  route({
    method: 'GET',
    path: '/assessments/:assessment/recommendations',
    allow: 'assessment.read',
    scope: assessmentScope,
    input: assessmentIdInput,
    handle: ({ assessment }) => getRecommendations(assessment),
  }),
  route({
    method: 'PUT',
    path: '/assessments/:assessment/recommendations',
    allow: 'assessment.manage',
    scope: assessmentScope,
    input: recommendationsInput,
    handle: ({ assessment, ...table }, { actor }) => replaceRecommendations(actor, assessment, table),
  }),
];

const glossary: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessments/:assessment/glossary',
    allow: 'assessment.export',
    scope: assessmentScope,
    input: assessmentIdInput,
    handle: ({ assessment }, { actor }) => getGlossary(actor, assessment),
  }),
  route({
    method: 'PUT',
    path: '/assessments/:assessment/glossary',
    allow: 'assessment.manage',
    scope: assessmentScope,
    input: glossaryInput,
    handle: ({ assessment, ...table }, { actor }) => replaceGlossary(actor, assessment, table),
  }),
];

const sections: readonly Route[] = [
  route({
    method: 'GET',
    path: '/sections/:section',
    allow: 'section.read',
    scope: sectionScope,
    input: sectionIdInput,
    handle: ({ section }, { actor }) => getSection(actor, section),
  }),
  route({
    method: 'PUT',
    path: '/sections/:section/grade',
    allow: 'section.grade',
    scope: sectionScope,
    input: gradeInput,
    handle: ({ section, grade }, { actor }) => gradeSection(actor, section, grade),
  }),
  route({
    method: 'POST',
    path: '/assessments/:assessment/chapters',
    allow: 'assessment.manage',
    scope: assessmentScope,
    input: newChapterInput,
    handle: ({ assessment, ...chapter }, { actor }) => addChapter(actor, assessment, chapter),
  }),
  route({
    method: 'PATCH',
    path: '/sections/:section',
    allow: 'assessment.manage',
    scope: removableSectionScope,
    input: chapterInput,
    handle: ({ section, ...change }, { actor }) => changeChapter(actor, section, change),
  }),
  route({
    method: 'DELETE',
    path: '/sections/:section',
    allow: 'assessment.manage',
    scope: sectionScope,
    input: sectionIdInput,
    handle: ({ section }, { actor }) => changeChapter(actor, section, { removed: true }),
  }),
];

/** Assessments, their sections, chapters, grades, recommendations and glossary. */
export const assessmentsRoutes: readonly Route[] = [...wholeAssessments, ...glossary, ...sections];
