import { Page } from '../pages/frame/page.tsx';

/** Stands where the section editor goes until it is built. */
export function SectionPage(_: { assessmentId: string; sectionId: string }) {
  return (
    <Page title="Section">
      <p className="govuk-body">The editor of this section is not built yet.</p>
    </Page>
  );
}
