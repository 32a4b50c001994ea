import { Page } from '../frame/page.tsx';

/** RecommendationsPage. */
export function RecommendationsPage(_: { id: string }) {
  return <Page title="RecommendationsPage">{null}</Page>;
}
