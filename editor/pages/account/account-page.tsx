import { Page } from '../frame/page.tsx';

/** AccountPage. */
export function AccountPage() {
  return <Page title="AccountPage">{null}</Page>;
}
