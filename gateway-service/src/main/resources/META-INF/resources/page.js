'use strict';

const $ = id => document.getElementById(id);
const UNFINISHED = new Set(['UPLOADING', 'QUEUED', 'PLANNING', 'ENCODING', 'MERGING']);
const REFRESH = 1000;
let token = sessionStorage.getItem('token');
let chosen = location.hash.slice(1) || null;

/** An element; children are elements or texts, never markup. */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) value && element.addEventListener(key.slice(2), value);
    else if (key === 'style') Object.assign(element.style, value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

async function call(path, options = {}) {
  const headers = {...options.headers, ...(token ? {Authorization: 'Bearer ' + token} : {})};
  const response = await fetch(path, {...options, headers});
  if (response.status === 401) {
    $('token').hidden = false;
    throw new Error('The API token is needed.');
  }
  $('token').hidden = true;
  if (response.status === 204) return null;
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail || body.title);
  return body;
}

const bytes = n => !n ? '–' : n < 2 ** 30 ? Math.round(n / 2 ** 20) + ' MiB' : (n / 2 ** 30).toFixed(1) + ' GiB';
const seconds = ms => ms === undefined ? '–' : (ms / 1000).toFixed(1) + ' s';
const fileName = job => job.source.fileName || job.source.key || job.source.url || job.id;
const bar = (percent, kind) => h('div', {class: 'bar ' + (kind || '')}, h('i', {style: {width: percent + '%'}}));
const state = name => h('span', {class: 'state ' + name}, name);

/** The head of a column; one of numbers begins with a #. */
const column = title => h('th', title.startsWith('#') ? {class: 'number'} : null, title.replace('#', ''));
const count = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

function jobRow(job) {
  return h('button', {class: 'job', 'aria-current': String(job.id === chosen), onclick: () => choose(job.id)},
    state(job.suspended && UNFINISHED.has(job.state) ? 'SUSPENDED' : job.state),
    h('span', {class: 'name', title: fileName(job)}, fileName(job)),
    bar(job.state === 'FAILED' ? 100 : job.percent, job.state),
    h('span', {class: 'number'}, job.percent.toFixed(0) + ' %'));
}

function choose(id) {
  chosen = id;
  history.replaceState(null, '', '#' + id);
  refresh();
}

function chunkCell(task) {
  const done = task.state === 'DONE' ? 100 : task.frames ? 100 * (task.framesDone || 0) / task.frames : 0;
  const ooms = task.attempts.filter(a => (a.outcome || '').startsWith('OOM')).length;
  const again = task.attempts.length > 1;
  const words = `${task.id}: ${task.state}, attempt ${task.attempt}` + (ooms ? `, ${ooms} out of memory` : '');
  return h('span', {class: `chunk ${task.state} ${again ? 'again' : ''}`, title: words},
    h('i', {style: {height: done + '%'}}));
}

function grids(tasks) {
  const chunks = tasks.filter(task => task.kind === 'CHUNK' && task.state !== 'SPLIT');
  return [...new Set(chunks.map(task => task.rendition))].map(rendition => h('div', null,
    h('h3', null, rendition),
    h('div', {class: 'chunks'}, chunks.filter(task => task.rendition === rendition)
      .sort((a, b) => a.id < b.id ? -1 : 1).map(chunkCell))));
}

function taskRows(tasks) {
  return tasks.flatMap(task => (task.attempts.length ? task.attempts : [{}]).map((attempt, index) => h('tr', null,
    h('td', null, index ? '' : task.id),
    h('td', null, state(attempt.outcome || (attempt.number === task.attempt || !attempt.number ? task.state : '–'))),
    h('td', {class: 'number'}, attempt.number ? String(attempt.number) : ''),
    h('td', null, (attempt.queue || task.queue || '').toLowerCase() + (attempt.lean ? ', lean' : '')),
    h('td', {class: 'number'}, bytes(attempt.predictedBytes || task.predictedBytes)),
    h('td', null, index < task.attempts.length - 1 ? '' : (task.memoryBasis || '').toLowerCase().replace('_', ' ')),
    h('td', {class: 'number'}, bytes(attempt.peakBytes)),
    h('td', {class: 'number'}, bytes(attempt.limitBytes)),
    h('td', {class: 'number'}, seconds(attempt.millis)),
    h('td', null, attempt.worker || ''),
    h('td', null, attempt.detail || attempt.outcomeText || ''))));
}

function order(job, path, method = 'POST', headers = {}, body) {
  return async () => {
    try {
      await call(`/api/v1/jobs/${job.id}${path}`, {method, headers, body});
    } catch (failure) {
      alert(failure.message);
    }
    refresh();
  };
}

function actions(job) {
  const patch = {'Content-Type': 'application/json'};
  return h('div', {class: 'actions'}, UNFINISHED.has(job.state)
    ? [h('button', {onclick: order(job, '', 'PATCH', patch, JSON.stringify({suspended: !job.suspended}))},
        job.suspended ? 'Resume' : 'Suspend'),
      h('button', {onclick: order(job, '/cancel')}, 'Cancel')]
    : [h('button', {onclick: order(job, '/retry')}, 'Process again')]);
}

/** A link sends no token: the address in storage, which needs none, is asked for first. */
async function fetchWithToken(event) {
  event.preventDefault();
  try {
    const link = await call(event.target.getAttribute('href'), {headers: {Accept: 'application/json'}});
    location.assign(link.url);
  } catch (failure) {
    alert(failure.message);
  }
}

function outputs(job) {
  if (!job.outputs || !job.outputs.length) return null;
  return h('table', null, h('tbody', null, job.outputs.map(output => h('tr', null,
    h('td', null, h('a', {href: output.url, onclick: token ? fetchWithToken : null}, output.fileName)),
    h('td', null, output.width ? `${output.width}×${output.height}` : 'sound'),
    h('td', {class: 'number'}, output.frames + ' frames'),
    h('td', {class: 'number'}, output.durationSeconds.toFixed(1) + ' s'),
    h('td', {class: 'number'}, bytes(output.bytes))))));
}

async function showDetail() {
  if (!chosen) return;
  const [job, tasks] = await Promise.all(
    [call('/api/v1/jobs/' + chosen), call(`/api/v1/jobs/${chosen}/tasks`)]);
  const head = ['task', 'state', '#attempt', 'class', '#predicted', 'basis', '#peak', '#limit', '#time', 'worker', ''];
  $('detail').hidden = false;
  const open = $('detail').querySelector('details')?.open;
  $('detail').replaceChildren(...[
    h('h2', null, fileName(job)),
    h('p', {class: 'soft'}, state(job.state), ` ${job.percent.toFixed(1)} % · ${job.framesDone} of ${job.framesTotal || '?'} frames`
      + (job.retries ? ` · ${job.retries} repeated` : '') + ' · ', h('code', null, job.id)),
    job.failure ? h('p', {class: 'fail'}, `${job.failure.code}: ${job.failure.detail} ${job.failure.advice || ''}`) : null,
    ...job.warnings.map(warning => h('p', {class: 'warn'}, warning)),
    ...grids(tasks.items),
    outputs(job),
    actions(job),
    h('details', open ? {open: ''} : null, h('summary', null, count(tasks.items.length, 'task')),
      h('div', {class: 'scroll'}, h('table', null,
        h('thead', null, h('tr', null, head.map(column))),
        h('tbody', null, taskRows(tasks.items)))))].filter(part => part));
}

function workerRow(worker) {
  const used = worker.memoryLimitBytes ? 100 * worker.memoryUsedBytes / worker.memoryLimitBytes : 0;
  const runs = worker.running.map(task => `${task.taskId} (attempt ${task.attempt})`);
  const waits = (worker.waiting || []).map(task => `${task.taskId} waits for ${bytes(task.predictedBytes)}`);
  return h('tr', null,
    h('td', null, worker.workerId, worker.draining ? h('span', {class: 'warn'}, ' draining') : ''),
    h('td', null, worker.queues.map(queue => queue.toLowerCase()).sort().join(', ')),
    h('td', {class: 'number'}, `${worker.running.length} of ${worker.slots}`),
    h('td', null, [...runs, ...waits].join(', ') || h('span', {class: 'soft'}, 'idle')),
    h('td', null, bar(Math.min(100, used), used > 85 ? 'tight' : ''),
      h('span', {class: 'soft'}, `${bytes(worker.memoryUsedBytes)} of ${bytes(worker.memoryLimitBytes)}`)));
}

async function showFleet() {
  const [workers, queues] = await Promise.all([call('/api/v1/workers'), call('/api/v1/queues')]);
  const waiting = queues.items.reduce((sum, queue) => sum + queue.waiting + queue.released, 0);
  const running = queues.items.reduce((sum, queue) => sum + queue.running, 0);
  $('summary').textContent = `${count(workers.items.length, 'worker')} · ${count(running, 'task')} running · ${waiting} waiting`;
  $('workers').replaceChildren(workers.items.length
    ? h('div', {class: 'scroll'}, h('table', null,
        h('thead', null, h('tr', null, ['worker', 'takes from', '#slots', 'runs', 'memory'].map(column))),
        h('tbody', null, workers.items.map(workerRow))))
    : h('p', {class: 'warn'}, 'No worker shows a sign of life; work waits for one.'));
}

function letterOrder(letter, path, method) {
  return async () => {
    try {
      await call(`/api/v1/admin/dead-letters/${letter.id}${path}`, {method});
    } catch (failure) {
      alert(failure.message);
    }
    refresh();
  };
}

async function showLetters() {
  const letters = (await call('/api/v1/admin/dead-letters?limit=20')).items;
  $('letters').hidden = !letters.length;
  $('letters').replaceChildren(
    h('h2', null, 'Dead letters'),
    h('div', {class: 'scroll'}, h('table', null, h('tbody', null, letters.map(letter => h('tr', null,
      h('td', null, letter.kind === 'MESSAGE' ? letter.topic
        : h('a', {href: '#' + letter.jobId, onclick: () => choose(letter.jobId)}, letter.task || 'job')),
      h('td', null, letter.outcome || letter.kind),
      h('td', null, letter.detail),
      h('td', null, h('button', {onclick: letterOrder(letter, '/replay', 'POST')}, 'Replay'), ' ',
        h('button', {onclick: letterOrder(letter, '', 'DELETE')}, 'Discard'))))))));
}

async function showJobs() {
  const jobs = (await call('/api/v1/jobs?limit=30')).items;
  $('jobs').replaceChildren(...(jobs.length ? jobs.map(jobRow) : [h('p', {class: 'soft'}, 'None yet.')]));
}

async function showProfiles() {
  if ($('profile').options.length) return;
  const profiles = (await call('/api/v1/profiles')).items;
  $('profile').replaceChildren(...profiles.map(profile =>
    h('option', profile.name === 'balanced' ? {value: profile.name, selected: ''} : {value: profile.name}, profile.name)));
}

function upload(file) {
  const request = new XMLHttpRequest();
  const parameters = new URLSearchParams({profile: $('profile').value || 'balanced', fileName: file.name});
  request.open('POST', '/api/v1/jobs?' + parameters);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  if (token) request.setRequestHeader('Authorization', 'Bearer ' + token);
  request.upload.onprogress = event =>
    $('upload').textContent = `${file.name}: ${Math.round(100 * event.loaded / event.total)} % sent`;
  request.onload = () => {
    const answer = JSON.parse(request.responseText);
    $('upload').textContent = request.status === 202 ? '' : answer.detail || answer.title;
    if (request.status === 202) choose(answer.id);
  };
  request.onerror = () => $('upload').textContent = `${file.name} could not be sent; the gateway cannot be reached.`;
  request.send(file);
}

let busy = false;
async function refresh() {
  if (busy || document.hidden) return;
  busy = true;
  const results = await Promise.allSettled([showProfiles(), showJobs(), showFleet(), showDetail(), showLetters()]);
  const failed = results.find(result => result.status === 'rejected');
  if (failed) $('summary').textContent = failed.reason.message;
  busy = false;
}

$('token').addEventListener('submit', event => {
  event.preventDefault();
  token = new FormData(event.target).get('token');
  sessionStorage.setItem('token', token);
  refresh();
});
$('file').addEventListener('change', event => event.target.files[0] && upload(event.target.files[0]));
const drop = $('drop');
drop.addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', event => {
  event.preventDefault();
  drop.classList.remove('over');
  if (event.dataTransfer.files[0]) upload(event.dataTransfer.files[0]);
});
refresh();
setInterval(refresh, REFRESH);
