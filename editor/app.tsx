import { Suspense, lazy, type ReactNode } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { useSession } from './client/session.ts';
import { ErrorBoundary, NotFoundPage } from './pages/frame/failures.tsx';
import { Loading } from './pages/frame/loaded.tsx';
import { Shell } from './pages/frame/shell.tsx';
import { SessionOver } from './pages/sign-in/session-over.tsx';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { WaitingForSetUpPage } from './pages/set-up/waiting-page.tsx';

const pages = {
  SetUp: lazy(async () => ({ default: (await import('./pages/set-up/set-up-page.tsx')).SetUpPage })),
  Join: lazy(async () => ({
    default: (await import('./pages/join/join-page.tsx')).JoinPage,
  })),
  Assessments: lazy(async () => ({
    default: (await import('./pages/assessments/assessments-page.tsx')).AssessmentsPage,
  })),
  NewAssessment: lazy(async () => ({
    default: (await import('./pages/assessments/new-assessment-page.tsx')).NewAssessmentPage,
  })),
  Assessment: lazy(async () => ({
    default: (await import('./pages/assessments/assessment-page.tsx')).AssessmentPage,
  })),
  Recommendations: lazy(async () => ({
    default: (await import('./pages/recommendations/recommendations-page.tsx')).RecommendationsPage,
  })),
  Glossary: lazy(async () => ({
    default: (await import('./pages/glossary/glossary-page.tsx')).GlossaryPage,
  })),
  Members: lazy(async () => ({ default: (await import('./pages/people/members-page.tsx')).MembersPage })),
  Versions: lazy(async () => ({
    default: (await import('./pages/versions/versions-page.tsx')).VersionsPage,
  })),
  Version: lazy(async () => ({ default: (await import('./pages/versions/version-page.tsx')).VersionPage })),
  Comparison: lazy(async () => ({
    default: (await import('./pages/comparison/comparison-page.tsx')).ComparisonPage,
  })),
  SignOff: lazy(async () => ({ default: (await import('./pages/sign-off/sign-off-page.tsx')).SignOffPage })),
  Chain: lazy(async () => ({ default: (await import('./pages/sign-off/chain/chain-page.tsx')).ChainPage })),
  Export: lazy(async () => ({ default: (await import('./pages/exports/export-page.tsx')).ExportPage })),
  Section: lazy(async () => ({ default: (await import('./section/section-page.tsx')).SectionPage })),
  NewImport: lazy(async () => ({
    default: (await import('./pages/imports/new-import-page.tsx')).NewImportPage,
  })),
  Import: lazy(async () => ({ default: (await import('./pages/imports/import-page.tsx')).ImportPage })),
  Library: lazy(async () => ({ default: (await import('./pages/library/library-page.tsx')).LibraryPage })),
  AddEvidence: lazy(async () => ({
    default: (await import('./pages/library/add-evidence-page.tsx')).AddEvidencePage,
  })),
  Evidence: lazy(async () => ({ default: (await import('./pages/library/evidence-page.tsx')).EvidencePage })),
  Frameworks: lazy(async () => ({
    default: (await import('./pages/frameworks/frameworks-page.tsx')).FrameworksPage,
  })),
  Framework: lazy(async () => ({
    default: (await import('./pages/frameworks/framework-page.tsx')).FrameworkPage,
  })),
  People: lazy(async () => ({ default: (await import('./pages/people/people-page.tsx')).PeoplePage })),
  Account: lazy(async () => ({ default: (await import('./pages/account/account-page.tsx')).AccountPage })),
};

/** The whole workspace: its frame and its pages. Each page's script is fetched when it is first opened. */
export function App() {
  const [place] = useLocation();
  return (
    <Suspense fallback={null}>
      <ErrorBoundary place="frame">
        <Shell>
          <ErrorBoundary place={place}>
            <Suspense fallback={<Loading />}>
              <Places />
            </Suspense>
          </ErrorBoundary>
        </Shell>
        <SessionOver />
      </ErrorBoundary>
    </Suspense>
  );
}

/** Pages anyone may open, then those behind sign-in. */
function Places() {
  return (
    <Switch>
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/set-up/*?" component={pages.SetUp} />
      <Route path="/join" component={pages.Join} />
      <Route>
        <SignedIn>
          <SignedInPlaces />
        </SignedIn>
      </Route>
    </Switch>
  );
}

function SignedInPlaces() {
  return (
    <Switch>
      <Route path="/" component={pages.Assessments} />
      <Route path="/assessments/new" component={pages.NewAssessment} />
      <Route path="/assessments/import" component={pages.NewImport} />
      <Route path="/imports/:id">{({ id }) => <pages.Import key={id} id={id} />}</Route>
      <Route path="/assessments/:id">{({ id }) => <pages.Assessment key={id} id={id} />}</Route>
      <Route path="/assessments/:id/recommendations">
        {({ id }) => <pages.Recommendations key={id} id={id} />}
      </Route>
      <Route path="/assessments/:id/glossary">{({ id }) => <pages.Glossary key={id} id={id} />}</Route>
      <Route path="/assessments/:id/people">{({ id }) => <pages.Members key={id} id={id} />}</Route>
      <Route path="/assessments/:id/versions">{({ id }) => <pages.Versions key={id} id={id} />}</Route>
      <Route path="/assessments/:id/versions/:version">
        {({ version }) => <pages.Version key={version} version={version} />}
      </Route>
      <Route path="/assessments/:id/versions/:version/comparison">
        {({ id, version }) => <pages.Comparison key={version} assessment={id} version={version} />}
      </Route>
      <Route path="/assessments/:id/sign-off">{({ id }) => <pages.SignOff key={id} id={id} />}</Route>
      <Route path="/assessments/:id/sign-off/chain">{({ id }) => <pages.Chain key={id} id={id} />}</Route>
      <Route path="/assessments/:id/export">{({ id }) => <pages.Export key={id} id={id} />}</Route>
      <Route path="/assessments/:id/sections/:section">
        {({ id, section }) => <pages.Section key={section} assessmentId={id} sectionId={section} />}
      </Route>
      <Route path="/library" component={pages.Library} />
      <Route path="/library/add" component={pages.AddEvidence} />
      <Route path="/library/:id">{({ id }) => <pages.Evidence key={id} id={id} />}</Route>
      <Route path="/frameworks" component={pages.Frameworks} />
      <Route path="/frameworks/:id">{({ id }) => <pages.Framework key={id} id={id} />}</Route>
      <Route path="/people" component={pages.People} />
      <Route path="/account" component={pages.Account} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}

/** Lets through someone signed in; sends others to sign in, and then back here. */
function SignedIn({ children }: { children: ReactNode }) {
  const { me, setUpNeeded } = useSession();
  const [place] = useLocation();
  const search = useSearch();
  if (me) return children;
  if (setUpNeeded) return <WaitingForSetUpPage />;
  const here = `${place}${search === '' ? '' : `?${search}`}${location.hash}`;
  return <Redirect to={here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`} replace />;
}
