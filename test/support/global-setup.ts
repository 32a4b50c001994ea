import chromium from '@sparticuz/chromium';

/** Unpacks the browser once, before parallel workers could meet it half written. */
const setUp = async (): Promise<void> => {
  await chromium.executablePath();
};

// eslint-disable-next-line no-restricted-syntax -- Jest calls the default export
export default setUp;
