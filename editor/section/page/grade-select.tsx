import { useId, useState } from 'react';
import { asFailure } from '../../client/api-failure.ts';
import { noticeFailure, refresh } from '../../client/queries.ts';
import { request } from '../../client/request.ts';
import { useDesk } from '../desk.ts';

/** The council's own grade for the judgement: a choice for those who may set it, words for everyone else. */
export function GradeSelect() {
  const { section } = useDesk();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!section.graded) return null;
  const chosen = section.grades.find((grade) => grade.id === section.grade);
  if (!section.rights.grade) {
    return <p className="paper__grade">Self-assessed grade: {chosen?.label ?? 'not set yet'}</p>;
  }
  const save = async (grade: string | null): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await request('PUT', `/sections/${section.id}/grade`, { grade });
      await refresh(`/assessments/${section.assessment}`);
    } catch (error) {
      noticeFailure(error);
      setProblem(asFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="paper__grade">
      <label htmlFor={id}>Self-assessed grade</label>
      <select
        id={id}
        className="govuk-select"
        value={section.grade ?? ''}
        disabled={busy}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={(event) => void save(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">Not set yet</option>
        {section.grades.map((grade) => (
          <option key={grade.id} value={grade.id}>
            {grade.label}
          </option>
        ))}
      </select>
      {problem !== null && (
        <p className="error-text" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
