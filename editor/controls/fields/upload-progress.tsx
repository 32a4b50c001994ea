import { useId } from 'react';

/** How far one file is: a bar, and the same in words. `share` is from 0 to 1. */
export function UploadProgress({ name, share }: { name: string; share: number }) {
  const id = useId();
  const percent = Math.round(share * 100);
  return (
    <div className="upload-progress">
      <label htmlFor={id}>{name}</label>
      <progress id={id} max={100} value={percent} />
      <span>{percent === 100 ? 'Checking…' : `${percent} %`}</span>
    </div>
  );
}
