/** Every spec of the extension hosts; importing one registers it. */
import './hover.spec';
import './commands.spec';
import './editing.spec';
import './mastery.spec';
import './recovery.spec';
import './study.spec';
import './quiet.spec';
