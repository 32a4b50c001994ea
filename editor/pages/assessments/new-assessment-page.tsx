import { Page } from '../frame/page.tsx';

/** NewAssessmentPage. */
export function NewAssessmentPage() {
  return <Page title="NewAssessmentPage">{null}</Page>;
}
