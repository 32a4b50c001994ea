import { ROLES, type Role } from './accounts/vocabulary.ts';

/** A person's place in one assessment; `sections` matters for leads and contributors. */
export interface Membership {
  assessment: string;
  role: Role;
  sections: readonly string[];
}

/** Who acts: a signed-in person with all their memberships. */
export interface Actor {
  id: string;
  name: string;
  email: string;
  organisation: string;
  administrator: boolean;
  session: string;
  memberships: readonly Membership[];
}

/** What an action is done to, as far as rights depend on it. */
export interface Scope {
  assessment?: string;
  section?: string;
  /** The version is signed by everyone who was asked. */
  signed?: boolean;
  /** A text of the section was agreed. Rights to its draft need this said. */
  agreed?: boolean;
}

type Rule = (actor: Actor, scope: Scope) => boolean;

const inAssessment =
  (...roles: readonly Role[]): Rule =>
  (actor, scope) =>
    actor.memberships.some((one) => one.assessment === scope.assessment && roles.includes(one.role));

/** True for the coordinator, and for the named roles when the section is one of theirs. */
const inSection =
  (...roles: readonly Role[]): Rule =>
  (actor, scope) =>
    actor.memberships.some(
      (one) =>
        one.assessment === scope.assessment &&
        (one.role === 'coordinator' ||
          (roles.includes(one.role) && scope.section !== undefined && one.sections.includes(scope.section))),
    );

/** True when the rule holds and the version is signed. */
const whenSigned =
  (rule: Rule): Rule =>
  (actor, scope) =>
    scope.signed === true && rule(actor, scope);

/** True when the rule holds and no text of the section was agreed yet. */
const beforeAgreed =
  (rule: Rule): Rule =>
  (actor, scope) =>
    scope.agreed === false && rule(actor, scope);

const anywhere =
  (...roles: readonly Role[]): Rule =>
  (actor) =>
    actor.memberships.some((one) => roles.includes(one.role));

const administrator: Rule = (actor) => actor.administrator;
const either =
  (...rules: readonly Rule[]): Rule =>
  (actor, scope) =>
    rules.some((rule) => rule(actor, scope));

/** The roles that take part in drafting or decide on it; readers and partners see what came of it. */
const drafting = inAssessment('coordinator', 'lead', 'contributor', 'senior-manager');

/** Who may do what, in one table. `anyone` needs no one signed in; everything else needs an actor. */
export const rules = {
  'signed-in': () => true,
  'installation.administer': administrator,
  'people.list': either(administrator, anywhere('coordinator')),
  'people.invite': either(administrator, anywhere('coordinator')),
  'frameworks.edit': either(administrator, anywhere('coordinator')),
  'assessments.create': either(administrator, anywhere('coordinator')),
  'library.read': either(administrator, anywhere(...ROLES)),
  'library.add': anywhere('coordinator', 'lead', 'contributor'),
  'library.manage': anywhere('coordinator', 'lead'),
  'assessment.read': inAssessment(...ROLES),
  'assessment.manage': inAssessment('coordinator'),
  'assessment.manage-members': either(inAssessment('coordinator'), administrator),
  'assessment.export': drafting,
  'section.read': inAssessment(...ROLES),
  'section.read-draft': either(drafting, beforeAgreed(inAssessment(...ROLES))),
  'section.edit': inSection('lead', 'contributor'),
  'section.grade': inSection('lead'),
  'section.agree': inSection('lead'),
  'section.comment': inAssessment(...ROLES),
  'post-it.settle': inSection('lead'),
  'version.read': either(drafting, whenSigned(inAssessment(...ROLES))),
  'version.take': inAssessment('coordinator'),
  'version.restore': inAssessment('coordinator'),
  'sign-off.read': drafting,
  'sign-off.manage': inAssessment('coordinator'),
  /** The right to stand in a chain; whose turn it is says the chain. */
  'sign-off.sign': drafting,
} as const satisfies Record<string, Rule>;

/** Something a person may or may not do. */
export type Action = keyof typeof rules | 'anyone';

/** The one place that decides who may do what: HTTP, sockets, previews and exports all ask it. */
export function can(actor: Actor | null, action: Action, scope: Scope = {}): boolean {
  if (action === 'anyone') return true;
  return actor !== null && rules[action](actor, scope);
}

/** The role of a person in an assessment, or null. */
export function roleIn(actor: Actor, assessment: string): Role | null {
  return actor.memberships.find((one) => one.assessment === assessment)?.role ?? null;
}

/** True when everything the person is, in every assessment, is a partner: the library then shows them less. */
export function isOnlyPartner(actor: Actor): boolean {
  return !actor.administrator && actor.memberships.every((one) => one.role === 'partner');
}
