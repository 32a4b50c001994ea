import { Page } from '../frame/page.tsx';

/** What everyone sees before Candour is set up: where the link is. */
export function WaitingForSetUpPage() {
  return (
    <Page title="Candour is not set up yet" width="narrow">
      <p className="govuk-body">
        When Candour started, it printed a link in its terminal. Open that link to name your council and make
        the first account, or to look around in a sample council.
      </p>
      <p className="govuk-body">
        If the link is gone, or older than an hour, start Candour again: it prints a new one.
      </p>
    </Page>
  );
}
