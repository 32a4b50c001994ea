import type { ChainStep } from '../../../../api/versions/signing/contract.ts';
import { LinkButton } from '../../../controls/button.tsx';
import { signersWords } from '../words.ts';

interface ChainSummaryProps {
  assessment: string;
  chain: readonly ChainStep[];
  mayChange: boolean;
}

/** Who signs, in order, and the way to change it. */
export function ChainSummary({ assessment, chain, mayChange }: ChainSummaryProps) {
  return (
    <section aria-labelledby="chain" className="section-break">
      <h2 className="govuk-heading-m" id="chain">
        Who signs
      </h2>
      {chain.length === 0 ? (
        <p className="govuk-body">
          {mayChange
            ? 'Nobody yet. Set the steps a version goes through, each with the people who sign it.'
            : 'The coordinator has not said yet who signs.'}
        </p>
      ) : (
        <ol className="govuk-list govuk-list--number">
          {chain.map((step) => (
            <li key={step.id}>
              <strong>{step.title}</strong>
              <br />
              {signersWords(step)}
            </li>
          ))}
        </ol>
      )}
      {mayChange && (
        <LinkButton href={`/assessments/${assessment}/sign-off/chain`} look="secondary">
          {chain.length === 0 ? 'Say who signs' : 'Change who signs'}
        </LinkButton>
      )}
    </section>
  );
}
