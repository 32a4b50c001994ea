import { Page } from '../frame/page.tsx';

/** AssessmentPage. */
export function AssessmentPage(_: { id: string }) {
  return <Page title="AssessmentPage">{null}</Page>;
}
