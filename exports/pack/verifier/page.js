import { judgePack } from './judge.js';

const chooser = document.getElementById('folder');
const area = document.getElementById('drop');
const fingerprint = document.getElementById('fingerprint');
const bar = document.getElementById('bar');
const said = document.getElementById('said');
const result = document.getElementById('result');

chooser.addEventListener('change', () => {
  void check([...chooser.files].map((file) => foundFile(file, file.webkitRelativePath)));
  chooser.value = '';
});

for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    area.classList.toggle('over', name === 'dragenter' || name === 'dragover');
  });
}

document.addEventListener('drop', (event) => {
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  void Promise.all(entries.map(filesBelow)).then((files) => check(files.flat()));
});

/** A file of the browser; the chosen folder's own name is not part of its path. */
function foundFile(file, path) {
  return { path, size: file.size, read: () => pieces(file) };
}

/** A megabyte at a time: evidence can be larger than a browser's memory. */
async function* pieces(file) {
  for (let at = 0; at < file.size; at += 1048576) {
    yield new Uint8Array(await file.slice(at, at + 1048576).arrayBuffer());
  }
}

async function filesBelow(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [foundFile(file, entry.fullPath.slice(1))];
  }
  const reader = entry.createReader();
  const below = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    below.push(...some);
  }
  return (await Promise.all(below.map(filesBelow))).flat();
}

async function check(files) {
  result.replaceChildren();
  result.className = '';
  bar.hidden = false;
  bar.removeAttribute('value');
  said.textContent = 'Checking every file…';
  try {
    show(await judgePack(files, fingerprint.value, (done, all) => (bar.value = all === 0 ? 1 : done / all)));
  } catch {
    show({
      passed: false,
      ready: false,
      problems: ['A file could not be read. Extract the ZIP again and choose the new folder.'],
    });
  }
  bar.hidden = true;
  said.textContent = '';
}

function show({ ready, passed, about, files, fingerprint: hash, problems }) {
  result.className = passed ? 'passed' : 'failed';
  const title = passed
    ? `Passed: all ${files} files are as they were made`
    : ready
      ? 'Not passed: do not rely on this copy'
      : 'The pack could not be checked';
  result.append(element('h2', title));
  if (about) result.append(element('p', about));
  if (passed)
    result.append(element('p', 'Nothing is missing, nothing was changed and nothing else is here.'));
  if (problems.length > 0) {
    const list = document.createElement('ul');
    list.append(...problems.map((problem) => element('li', problem)));
    result.append(list);
  }
  if (hash) {
    result.append(
      element('p', 'Fingerprint of the list. The council can tell you whether it is the one they made:'),
    );
    result.append(element('code', hash));
  }
  result.focus();
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
