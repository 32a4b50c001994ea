import type { SignOffStepView } from '../../../api/versions/signing/contract.ts';
import { STEP_STATES, type StepState } from '../../../api/versions/vocabulary.ts';
import { dateWords, listed, momentWords } from '../../client/words.ts';
import { Tag } from '../../controls/tag.tsx';
import { Signature } from './signature.tsx';
import { signersWords, stillToSign } from './words.ts';

const tones: Record<StepState, 'plain' | 'accent' | 'good' | 'error'> = {
  waiting: 'plain',
  open: 'accent',
  signed: 'good',
  refused: 'error',
};

/** The steps a version goes through, in order, with the signatures it has. */
export function Steps({ steps }: { steps: readonly SignOffStepView[] }) {
  return (
    <ol className="plain-list steps">
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: SignOffStepView }) {
  const { title, state, signatures, refusal, remindedAt } = step;
  const left = stillToSign(step);
  return (
    <li className={`step step--${state}`} aria-current={state === 'open' ? 'step' : undefined}>
      <div className="step__head">
        <h3 className="govuk-heading-s step__title">{title}</h3>
        <Tag tone={tones[state]}>{STEP_STATES[state]}</Tag>
      </div>
      {signatures.length === 0 && <p className="step__people">{signersWords(step)}</p>}
      {signatures.map((signature) => (
        <Signature key={signature.by.id} signature={signature} />
      ))}
      {state === 'open' && signatures.length > 0 && left.length > 0 && (
        <p className="step__people">Still to sign: {listed(left)}</p>
      )}
      {state === 'open' && remindedAt !== null && (
        <p className="step__people">Reminded on {dateWords(remindedAt)}</p>
      )}
      {refusal && (
        <div className="step__refusal">
          <p>
            <strong>{refusal.by.name}</strong> refused on {momentWords(refusal.at)}:
          </p>
          <blockquote>{refusal.reason}</blockquote>
        </div>
      )}
    </li>
  );
}
