import { Page } from '../frame/page.tsx';

/** AssessmentsPage. */
export function AssessmentsPage() {
  return <Page title="AssessmentsPage">{null}</Page>;
}
