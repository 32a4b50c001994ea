/** Everyone the walk sends: what they are in the assessment whose records the paths name. */
export const everyone = [
  'anonymous',
  'stranger',
  'coordinator elsewhere',
  'reader',
  'partner',
  'senior manager',
  'contributor elsewhere in it',
  'lead elsewhere in it',
  'contributor',
  'lead',
  'coordinator',
  'administrator',
] as const;

/** One of them. */
export type Caller = (typeof everyone)[number];

const signedIn = everyone.filter((one) => one !== 'anonymous');
const members = signedIn.filter(
  (one) => one !== 'stranger' && one !== 'coordinator elsewhere' && one !== 'administrator',
);
const withAnyPlace: Caller[] = ['coordinator elsewhere', ...members];
const creators: Caller[] = ['coordinator elsewhere', 'coordinator', 'administrator'];
const adders: Caller[] = [
  'coordinator elsewhere',
  'contributor elsewhere in it',
  'lead elsewhere in it',
  'contributor',
  'lead',
  'coordinator',
];
const drafters: Caller[] = [
  'senior manager',
  'contributor elsewhere in it',
  'lead elsewhere in it',
  'contributor',
  'lead',
  'coordinator',
];
const managers: Caller[] = ['coordinator'];
const memberManagers: Caller[] = ['coordinator', 'administrator'];
const editors: Caller[] = ['contributor', 'lead', 'coordinator'];
const leads: Caller[] = ['lead', 'coordinator'];
const readers: Caller[] = [...withAnyPlace, 'administrator'];

/** Who is let in, by method and path: written by hand, on purpose apart from the policy. */
export const matrix: Record<string, readonly Caller[]> = {
  'POST /set-up': everyone,
  'GET /session': everyone,
  'POST /session': everyone,
  'DELETE /session': everyone,
  'PUT /me/password': signedIn,
  'GET /people': creators,
  'PATCH /people/:person': ['administrator'],
  'GET /assessments/:assessment/members': memberManagers,
  'PUT /assessments/:assessment/members/:person': memberManagers,
  'DELETE /assessments/:assessment/members/:person': memberManagers,
  'POST /invitations': creators,
  'GET /invitations': creators,
  'DELETE /invitations/:invitation': creators,
  'GET /invitations/offer/:token': everyone,
  'POST /invitations/accept': everyone,
  'GET /frameworks': signedIn,
  'GET /frameworks/:framework': signedIn,
  'POST /frameworks/:framework/copies': creators,
  'PATCH /frameworks/:framework': creators,
  'GET /assessments': signedIn,
  'POST /assessments': creators,
  'GET /assessments/:assessment': members,
  'PATCH /assessments/:assessment': managers,
  'GET /assessments/:assessment/recommendations': members,
  'PUT /assessments/:assessment/recommendations': managers,
  'GET /assessments/:assessment/glossary': drafters,
  'PUT /assessments/:assessment/glossary': managers,
  'POST /assessments/:assessment/chapters': managers,
  'GET /sections/:section': members,
  'PATCH /sections/:section': managers,
  'DELETE /sections/:section': managers,
  'PUT /sections/:section/grade': leads,
  'GET /sections/:section/claims': members,
  'POST /sections/:section/claims/:claim/move': editors,
  'GET /sections/:section/post-its': members,
  'POST /sections/:section/post-its': members,
  'PATCH /post-its/:postIt': members,
  'POST /post-its/:postIt/replies': members,
  'PUT /post-its/:postIt/disposition': leads,
  'DELETE /post-its/:postIt/disposition': members,
  'GET /evidence': readers,
  'POST /evidence': adders,
  'GET /evidence/:evidence': readers,
  'PATCH /evidence/:evidence': adders,
  'GET /evidence/:evidence/citations': readers,
  'POST /evidence/:evidence/revisions': adders,
  'GET /evidence/:evidence/revisions/:revision/file': readers,
  'POST /evidence/:evidence/withdraw': adders,
  'POST /imports': creators,
  'GET /imports/:import': creators,
  'POST /imports/:import/preview': creators,
  'POST /imports/:import/accept': creators,
  'DELETE /imports/:import': creators,
  'GET /sections/:section/review': members,
  'PUT /sections/:section/state': editors,
  'GET /sections/:section/changes': members,
  'GET /sections/:section/agreed': members,
  'GET /me/sign-offs': signedIn,
  'GET /assessments/:assessment/sign-off': drafters,
  'PUT /assessments/:assessment/sign-off/chain': managers,
  'POST /versions/:version/sign-off': managers,
  'POST /sign-offs/:signOff/signatures': drafters,
  'POST /sign-offs/:signOff/refusals': drafters,
  'POST /sign-offs/:signOff/withdrawals': drafters,
  'POST /sign-offs/:signOff/reminders': managers,
  'GET /assessments/:assessment/versions': members,
  'POST /assessments/:assessment/versions': managers,
  'GET /versions/:version': drafters,
  'GET /versions/:version/comparison': drafters,
  'POST /versions/:version/restore': managers,
  'POST /assessments/:assessment/exports': drafters,
  'GET /assessments/:assessment/exports': drafters,
  'GET /assessments/:assessment/pack-size': drafters,
  'GET /exports/:export': drafters,
  'DELETE /exports/:export': drafters,
  'GET /exports/:export/file': drafters,
  'POST /packs': creators,
};
