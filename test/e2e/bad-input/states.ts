import { award } from './bodies.js';
import { breach } from './case.js';

const TOMORROW = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

const decided = (documentNumber: string, changes: object) => ({
  ...award(documentNumber).decision,
  ...changes,
});

/** Requests that read well and come too early, too late or twice. */
export const states = [
  breach(
    'the second closing of an activity',
    'closing',
    [409, 'activity-already-closed'],
    ({ activities }) => ({
      path: `/v1/activities/${activities.closed}/close`,
    }),
  ),
  breach(
    'an activity closed without the evidence its policy asks for',
    'closing',
    [422, 'evidence-required', '/evidence'],
    ({ activities }) => ({
      path: `/v1/activities/${activities.lawful}/close`,
      set: { '/evidence': [] },
    }),
  ),
  breach('the same evidence twice', 'closing', [422, 'evidence-listed-twice', '/evidence/1/digest'], () => {
    const document = { digest: `sha256:${'b'.repeat(64)}`, kind: '照片', title: '照片' };
    return { set: { '/evidence': [document, document] } };
  }),

  ...[
    '示文明〔2021〕6号',
    '示文明[2021]6号',
    '示文明（2021）第006號',
    '示文明〔２０２１〕６号',
    ' 示文明 〔2021〕 6 号',
  ].map((text) =>
    breach(`the used number ${text}`, 'issue', [409, 'document-number-taken', '/documentNumber'], () => ({
      set: { '/documentNumber': text },
    })),
  ),
  breach(
    'the number of a withdrawn notice',
    'issue',
    [409, 'document-number-taken', '/documentNumber'],
    () => ({
      set: { '/documentNumber': '示文明〔2021〕8号' },
    }),
  ),
  breach(
    'a decision under a notice’s number',
    'award',
    [409, 'document-number-taken', '/decision/documentNumber'],
    () => ({
      set: { '/decision/documentNumber': '示文明〔2021〕6号' },
    }),
  ),
  breach(
    'a number of a year to come',
    'issue',
    [422, 'document-number-of-year-to-come', '/documentNumber'],
    () => ({ set: { '/documentNumber': '示文明〔2099〕1号' } }),
  ),
  breach('a number that is none', 'issue', [422, 'not-a-document-number', '/documentNumber'], () => ({
    set: { '/documentNumber': '第六号' },
  })),
  breach('a second issue', 'issue', [409, 'notice-already-issued'], ({ notices }) => ({
    path: `/v1/notices/${notices.issued}/issue`,
  })),

  breach('a star the ladder refuses', 'award', [422, 'ladder-refuses'], () => ({ set: { '/star': 3 } })),
  breach('a star that is no rung', 'award', [422, 'rung-not-in-policy', '/star'], () => ({
    set: { '/star': 5 },
  })),
  breach('a level the policy does not know', 'award', [422, 'level-not-in-policy'], ({ school }) => ({
    path: `/v1/titles/${school.id}/province/award`,
  })),
  breach('a star that is held', 'award', [409, 'title-already-held'], ({ school }) => ({
    path: `/v1/titles/${school.id}/district/award`,
  })),
  breach('an award of the future', 'award', [422, 'effective-in-future', '/decision/effectiveOn'], () => ({
    set: { '/decision/effectiveOn': TOMORROW },
  })),
  breach(
    'an award before there was a policy',
    'award',
    [409, 'no-policy-in-force', '/decision/effectiveOn'],
    () => ({ set: { '/decision/effectiveOn': '2020-12-31' } }),
  ),
  breach('a cycle before there was a policy', 'cycle', [409, 'no-policy-in-force', '/from'], () => ({
    set: { '/from': '2020-12-31' },
  })),
  breach('a title nobody holds, retained', 'award', [409, 'title-not-held'], ({ station }) => ({
    path: `/v1/titles/${station.id}/city/retain`,
    set: { '/star': undefined },
  })),
  breach('a title nobody holds, revoked', 'award', [409, 'title-not-held'], ({ station }) => ({
    path: `/v1/titles/${station.id}/city/revoke`,
    set: { '/star': undefined, '/cycle': undefined, '/reason': '弄虚作假' },
  })),
  breach(
    'a decision before its predecessor',
    'award',
    [409, 'earlier-than-last-decision', '/decision/effectiveOn'],
    ({ school }) => ({
      path: `/v1/titles/${school.id}/district/retain`,
      set: { '/star': undefined, '/decision': decided('示教办〔2021〕2号', { effectiveOn: '2021-02-01' }) },
    }),
  ),

  breach(
    'a report on a notice that is not issued',
    'rectification',
    [409, 'notice-not-issued'],
    ({ notices }) => ({
      path: `/v1/notices/${notices.filed}/rectification`,
    }),
  ),
  breach('a report on a withdrawn notice', 'rectification', [409, 'notice-withdrawn'], ({ notices }) => ({
    path: `/v1/notices/${notices.withdrawn}/rectification`,
  })),
  breach('an issued notice amended', 'amendment', [409, 'notice-already-issued'], ({ notices }) => ({
    path: `/v1/notices/${notices.issued}/amend`,
  })),
  breach('a withdrawn notice amended', 'amendment', [409, 'notice-withdrawn'], ({ notices }) => ({
    path: `/v1/notices/${notices.withdrawn}/amend`,
  })),
  breach(
    'a draft amended to be another jurisdiction’s',
    'amendment',
    [422, 'notice-of-another-jurisdiction', '/jurisdiction'],
    ({ city }) => ({ set: { '/jurisdiction': city.district } }),
  ),
  breach(
    'a draft withdrawn before it was filed',
    'withdrawal',
    [422, 'withdrawn-before-filing', '/withdrawnOn'],
    ({ notices }) => ({ path: `/v1/notices/${notices.filed}/withdraw-draft` }),
  ),
  breach(
    'a draft withdrawn that was issued',
    'withdrawal',
    [409, 'notice-already-issued'],
    ({ notices }) => ({
      path: `/v1/notices/${notices.issued}/withdraw-draft`,
    }),
  ),
  breach(
    'a notice withdrawn that was never issued',
    'withdrawal',
    [409, 'notice-not-issued'],
    ({ notices }) => ({
      path: `/v1/notices/${notices.filed}/withdraw`,
    }),
  ),
  breach('a report on a commendation', 'rectification', [409, 'notice-is-no-criticism'], ({ notices }) => ({
    path: `/v1/notices/${notices.praise}/rectification`,
  })),
  breach(
    'a report the main leader did not sign',
    'rectification',
    [422, 'report-not-signed', '/signedByMainLeader'],
    () => ({
      set: { '/signedByMainLeader': false },
    }),
  ),
  breach(
    'a report entered after its day, without a reason',
    'rectification',
    [422, 'back-entry-needs-reason', '/reason'],
    () => ({ set: { '/reason': undefined } }),
  ),
  breach(
    'a report of a unit the notice does not name',
    'rectification',
    [422, 'unit-not-named'],
    ({ stranger }) => ({
      set: { '/unitId': stranger.id },
    }),
  ),
  breach('a verification by the reporter', 'verification', [409, 'verifier-is-reporter']),
  breach('a verification of nothing', 'verification', [409, 'nothing-to-verify'], ({ notices, city }) => ({
    path: `/v1/notices/${notices.issued}/verification`,
    by: city.otherOffice.token,
  })),
  breach(
    'a return without a new deadline',
    'verification',
    [422, 'return-needs-deadline-and-shortcomings', '/rectifyBy'],
    ({ city }) => ({
      set: { '/outcome': 'returned', '/shortcomings': '仍有缺岗' },
      by: city.otherOffice.token,
    }),
  ),

  breach('a stale If-Match', 'withdrawal', [412, 'stale-revision'], () => ({
    headers: { 'if-match': '"0"' },
  })),
  breach('a stale If-Match on an issue that would take a number', 'issue', [412, 'stale-revision'], () => ({
    headers: { 'if-match': '"3"' },
  })),
  breach('an If-Match of the future', 'withdrawal', [412, 'stale-revision'], () => ({
    headers: { 'if-match': '"7"' },
  })),
  breach('an If-Match on what does not exist yet', 'unit', [412, 'nothing-to-match'], () => ({
    headers: { 'if-match': '"0"' },
  })),
  breach('an If-Match on a title nobody decided on', 'award', [412, 'nothing-to-match'], () => ({
    headers: { 'if-match': '"0"' },
  })),
];
