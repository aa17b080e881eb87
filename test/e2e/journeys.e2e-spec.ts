import './journeys/activity.js';
import './journeys/circulation-notice.js';
import './journeys/criticism-list.js';
import './journeys/score.js';
import './journeys/title.js';
import './journeys/unit.js';
