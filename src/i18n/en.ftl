### The interface in English.

## Actions: what a key does, short enough for a bar of hints.

action-answer = Answer
action-take-oldest = Take the first that waits
action-hold = Hold / resume
action-hang-up = Hang up
action-machine = Machine: hang up
action-transfer = transfer
action-conference = all three talk
action-check-phone = Check my phone
action-conclude = Conclude
action-ready = Ready
action-ready-once = ready once
action-pause = Pause
action-away = Away
action-mute = Mute
action-park = Park
action-return-parked = Return to the parked one
action-continue-cut-off = Continue the cut-off call
action-log-call = Log a call
action-dial = Call a number
action-emergency = Emergency
action-tones = Send tones
action-record = Record the call / stop
action-pause-recording = Pause the recording / go on
action-read-card = Who is ringing
action-card-match-1 = First match
action-card-match-2 = Second match
action-card-match-3 = Third match
action-card-match-4 = Fourth match
action-card-match-5 = Fifth match
action-card-match-6 = Sixth match
action-card-match-7 = Seventh match
action-card-match-8 = Eighth match
action-card-match-9 = Ninth match
action-card-none = None of these
action-card-later = Later
action-next-step = Next step
action-previous-step = Back
action-skip-step = Skip the step
action-check-confirmed = Correct
action-check-wrong = Wrong
action-check-refused = Refused
action-check-not-asked = Not asked
action-not-identified = Not identified
action-understood = Understood
action-explained-again = Explained again
action-not-understood = Not understood
action-acknowledge-case = Acknowledge the complaint
action-add-need = Next need
action-need-outcome = Outcome of the need
action-need-reason = Reason of the need
action-open-script = Open a script
action-language-fr = French with the caller
action-language-nl = Dutch with the caller
action-language-de = German with the caller
action-language-en = English with the caller
action-note = Note
action-contacts = Find a contact
action-open = Open
action-edit = Edit
action-new-contact = New contact
action-attach-number = Add the number to the contact
action-set-caller = Set the caller
action-set-file = Set the file concerned
action-file-none = No file concerned
action-history = History
action-correct-result = Correct the last result
action-unfinished = Unfinished wrap-ups
action-missed = Missed calls
action-floor = the floor
action-ask-help = ask for help
action-say = write to a colleague
action-messages = messages
action-why = why this agent
action-accept = Accept
action-cancel = Cancel
action-focus-next = Next field
action-focus-previous = Previous field
action-focus-queue = To the queue
action-focus-script = To the script
action-focus-form = To the form
action-up = Up
action-down = Down
action-page-up = Page up
action-page-down = Page down
action-home = To the start
action-end = To the end
action-prompt = List the values
action-save = Save
action-undo = Undo
action-word-left = A word left
action-word-right = A word right
action-delete-word = Delete the word
action-clear-line = Clear the line
action-help = Help
action-palette = All actions
action-leader = Menu
action-redraw = Redraw the screen
action-change-pin = Choose another PIN
action-set-phone = Another telephone
action-lock = Lock the screen
action-sign-out = Sign out
action-quit = Leave the console

## Where the keys have a meaning.

context-text = Text field
context-form = Form
context-contacts = Contacts
context-palette = All actions
context-list = List
context-conclude = Conclude
context-identify = Identify
context-understand = Understanding
context-complaint = Complaint
context-script = Script
context-card = Who is ringing
context-queue = Queue
context-contact = Contact
context-floor = Floor
context-help = Help
context-desk = Outside text fields
context-global = Everywhere
context-leader = After the leader key

## Mistakes in files that people write. The place stands before or above the message.

problem-toml = not valid TOML: { $detail }
problem-level = error
toml-unclosed = a bracket or brace is opened and never closed
toml-quote = a text in quotes does not end as it began
toml-key-alone = after a key come = and a value
toml-unquoted = a text has to stand in quotes
toml-twice = this key is already there further up
toml-escape = after \ stands no sign that is known; \\ is the sign itself
toml-comma = a comma is missing here, or one too many
toml-value = this is no value: text in quotes, a number, true, false or a list
toml-odd = this does not belong here
problem-config-zone = there is no such time zone; write for example "Europe/Brussels"
problem-config-group = the name of a group is expected here, such as "opcl"
problem-config-asterisk = [asterisk] needs address = "host:port" or "https://host:port" (with certificate = "/…" of one that the host does not know), user, and password or password_file = "/…"; dial, where it is given, holds {"{"}number{"}"}
problem-config-data = a directory is expected here, from the root on, such as "/var/lib/opcl"
problem-config-region = a country whose telephone numbers are known is expected here, in two capital letters, such as "BE"

## Mistakes in scripts and in the lists beside them.

problem-content-empty = there is nothing usable here
problem-content-key = “{ $key }” is unknown here; known are: { $known }
problem-content-key-near = “{ $key }” is unknown here; did you mean “{ $near }”?
problem-content-missing = “{ $key }” is missing
problem-content-text = “{ $key }” has to be text in quotes, and not empty
problem-content-list = “{ $key }” has to be a list in square brackets
problem-content-letter = “{ $key }” has to be a single small letter from a to z
problem-content-flag = “{ $key }” has to be true or false, without quotes
problem-content-number = “{ $key }” has to be a whole number from 0 to 100000
problem-content-days = the last day is before the first
problem-content-day = “{ $key }” has to be a day such as 2026-11-30
problem-content-skill = { $name }: a skill is letters, digits and hyphens, and then perhaps how well at least, from 1 to 5: nl:3
problem-content-order = “{ $key }” has to come after the one before it
problem-content-time = { $name } is no time of day such as 08:30
problem-content-texts = “{ $key }” has to have a text per language: fr, nl, de, en
problem-content-translation = “{ $key }” has no text in { $language }
problem-content-rows = “{ $key }” has to be a list of tables
problem-content-table = “{ $key }” has to be a table
problem-content-working-days = a deadline is at most { $longest } working days ahead
problem-content-twice = “{ $name }” is already there further up
problem-content-letter-twice = the letter “{ $letter }” is already taken further up
problem-content-parent = “{ $name }” is the code of no row of this list
problem-content-outcome = “{ $name }” is no outcome of a need in desk.toml
problem-content-code = the code “{ $name }” is too long: six characters at most
problem-content-value = “{ $name }” does not fit here; known are: { $known }
problem-script-length = a field of digits needs its length: length, from 1 to 40
problem-script-values = a field of choices needs its values: values
problem-script-no-step = no step is called “{ $name }”
problem-script-needs = the step “{ $name }” needs at least one [[step.{ $part }]]
problem-script-case-field = the step “{ $name }” needs a field “{ $field }” of the type { $field }
problem-script-useless = the step “{ $name }”, being of this kind, makes no use of [[step.{ $part }]]
problem-script-after-end = nothing follows the conclusion
problem-script-reason = “{ $name }” is no reason in desk.toml
problem-script-checks = the step “{ $name }” has fewer checks than the { $count } that checks_needed asks for
problem-script-statement = “{ $name }” is not allowed in a text; only if, elif, else and endif are
problem-script-template = this template can't be read: { $detail }
problem-script-name = “{ $name }” has no value in this script; known are: { $known }
problem-script-field-twice = the name “{ $name }” means something else already: another field, of another type, or a choice
problem-script-no-conclude = the script has no step of the kind conclude
problem-script-unreachable = nothing leads to the step “{ $name }”
problem-script-dead-end = nothing follows the step “{ $name }”, which is no conclusion
problem-script-circle = from the step “{ $name }” no way leads to a conclusion

## Mistakes in keymaps.

problem-keymap-context = no context is called “{ $name }”; known are: { $known }
problem-keymap-table = {"["}{ $name }] has to be a table of keys and actions
problem-keymap-name = an action is expected here, as text in quotes, or "none"
problem-keymap-action = no action is called “{ $name }”; the reference of the keymaps lists them all
problem-keymap-action-near = no action is called “{ $name }”; did you mean “{ $near }”?
problem-keymap-place = “{ $name }” makes no sense in [{ $context }]; its place is: { $places }
problem-keymap-letter = “{ $key }” can't be bound in [{ $context }]: it types text or chooses there
problem-keymap-twice = “{ $key }” already has an action on line { $line }
problem-keymap-prefix = “{ $prefix }” already acts by itself, so “{ $key }” can't be reached
problem-keymap-leader = “{ $key }” opens the menu; put “{ $rest }” in [leader] instead
problem-keymap-answer = “{ $key }” may not answer a call: it is pressed by habit
problem-key-empty = a key is missing: one space between two keys, none around them
problem-key-unknown = no key is called “{ $key }”; keys are F1 to F24, Ctrl-f, S-Tab, Enter, Esc, Space, PgUp, a, ? and the like
problem-key-alt = “{ $key }”: over a line, Alt with a key is the same as Esc and that key; use Ctrl or the leader
problem-key-shift = “{ $key }”: write the shifted character itself, such as ? or A; S- is for F-keys, Tab and arrows
problem-key-control = “{ $key }”: terminals don't send this key with Ctrl
problem-key-multiplexer = “{ $key }” belongs to screen and tmux
problem-key-flow = “{ $key }” stops or restarts the terminal's output
problem-key-shell = “{ $key }” belongs to the shell, which stops or ends programs with it
problem-key-connection = “{ $key }” belongs to mosh and telnet
problem-key-same-bytes = “{ $key }” is the same byte as Tab, Enter, Esc or Backspace

## What a keymap leaves out; no mistakes.

gap-unbound = “{ $name }” has no keys in [{ $context }]; only the palette reaches it
gap-only-function = “{ $name }” has only F-keys in [{ $context }], which some terminals keep for themselves
gap-only-awkward = “{ $name }” has only signs in [{ $context }] that need Shift or AltGr on some keyboards

## Dates and times as people type them.

when-empty = a date and a time are expected: “tomorrow 14:30”, “fri 9”, “+2d 10h”
when-unknown = “{ $word }” is not understood as a date or a time
when-no-time = at what time?
when-no-day = on which day?
when-no-such-date = “{ $word }” is not in the calendar
when-no-such-time = “{ $word }” is not a time of the day
when-twice = “{ $word }” comes on top of another date or time
when-past = { $when } is past

## The desk.

practice = PRACTICE
practice-caller = Caller
status-ready = ready
status-ready-once = ready once
status-away = away
status-paused = paused: { $why }
cause-missed = { $count ->
    [one] { $count } call missed
   *[other] { $count } calls missed
}
cause-by = { $why }, set by { $by }
next-pause = pause next
state-idle = idle
state-ringing = ringing
state-talking = talking
state-hold = on hold
state-dialling = dialling
state-wrap-up = wrap-up
bar-waiting = { $count } waiting
bar-oldest = oldest
bar-missed = missed { $count }
bar-overdue = { $count } overdue
bar-no-telephone = no telephone
plays-recording = playing a recording
plays-check = speak, then listen
bar-phone-unreached = { $phone } not reached
waiting-for-answer = one moment…
pane-queue = Queue
pane-card = Who is calling
pane-card-called = Who is called
pane-history = History
pane-desk = Desk
pane-contacts = Contacts
pane-contact = Contact
pane-cases = Cases ({ $count })
pane-case = Case
cases-theirs = this contact's
cases-mine = mine
cases-open = open
cases-overdue = overdue
cases-all = all
cases-none = No cases
cases-asked = Looking …
case-open = open
case-acknowledged = acknowledged
case-answered = answered
case-escalated = escalated
case-closed = closed
case-was-opened = opened
case-was-changed = changed
case-was-overdue = overdue: { $duty }
case-was-given = given to { $who }
case-was-reopened = reopened
case-remark = remark
duty-acknowledge = acknowledge
duty-answer = answer
duty-close = close
case-until = { $duty } by { $day }
case-by = { $duty } by { $day }
case-late = { $duty }: overdue ({ $day })
case-met = done: { $at }
case-met-late = done late: { $at }
case-owner = with { $who }
case-nobody = with nobody
case-since = opened: { $at }
case-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
case-complaint = Complaint
case-remedy = Remedy sought
case-amount = Disputed amount
case-timeline = History
case-ombudsman = To be told to who is not content with the answer
case-document-to-send = to be sent: { $what } ({ $language })
case-document-sent = sent { $at }: { $what } ({ $language })
prepared-acknowledge = acknowledgement
prepared-answer = answer
prepared-close = closing
case-deeds = What about this case?
case-do-answer = Answer given
case-do-escalate = Escalate, because
case-do-take = Take over
case-do-give = Give to
case-do-close = Close
case-do-reopen = Reopen, because
case-do-read = Read the first contact
case-words-taken = Enter takes it down
queue-empty = nobody waits
queue-more = … { $count } more
number-withheld = number withheld
card-none = none of these
card-open = { $count } open
card-later = later
card-why = For you: { $why }
card-unknown = unknown number
card-recent = contact ended { $when }: continue { $what }
desk-empty = No contact is open.
desk-unfinished = { $count ->
    [one] one contact without a result
   *[other] { $count } contacts without a result
}
desk-skills = Skills { $skills }
desk-no-phone = No telephone: { $keys } sets yours
desk-phone = Telephone { $phone }   { $keys } another one
desk-phone-unchecked = Not checked today: { $keys } calls it
identified = identified
not-identified = not identified yet
no-file = no file
by-hand = by hand
note = Note
script-head = step { $step } of { $of }
check-confirmed = confirmed
check-wrong = wrong
check-refused = refused
understood-yes = { $count ->
    [0] understood
   *[other] understood (explained again { $count } ×)
}
understood-no = { $count ->
    [0] not understood
   *[other] not understood (explained again { $count } ×)
}
conclude-with = { $keys }: choose the result
proposed = proposed
missing-understanding = Understanding checked
missing-case = case of the complaint
missing-not-asked = not asked
missing-refused = refused
missing-unknown = unknown
missing-fill-in = fill it in now
missed-gave-up = gave up after { $seconds } s
missed-passed-on = rang in vain, went to a colleague
why-nobody = offered to nobody
why-me = You
why-needs = needs { $skills }
why-unknown = no such call
report-nothing = Nothing came in that time.
figures-all = all
figures-none = (none)
action-figures = Figures
action-cases = complaints and cases
title-figures-of = Which figures?
title-figures-days = Which days?
days-taken = of this day, or of these: 1/11 - 15/11
days-today = today
days-yesterday = yesterday
days-this-week = this week
days-last-week = last week
days-this-month = this month
days-last-month = last month
days-other = other days …
figures-by-queue = by queue
figures-by-agent = by agent
figures-by-result = by result
figures-by-need = by need
figures-by-hour = by hour
figures-asked = being reckoned …
figures-nothing = Nothing came in on these days
plan-not-sensible = Calls, minutes and handling time have to be above 0, level and shrinkage from 0 to 99.
plan-overrun = { $agents } agents: too few, the queue grows without end
plan-fares = { $agents } agents: { $level } % in { $target } s, { $waits } % wait, { $asa } s on average, busy { $busy } %
plan-planned = { $agents } to be planned with { $shrinkage } % absent, in breaks or in training. Load: { $erlangs } erlangs. Erlang C: nobody gives up.
simulate-failed = seed { $seed }: { $what }. Again: { $again }
figure-offered = offered
figure-answered = answered
figure-abandoned = abandoned
figure-service-level = service level
figure-asa = ASA
figure-handled = handled
figure-aht = AHT
figure-talk = talk
figure-hold = hold
figure-wrap-up = wrap-up
figure-occupancy = occupancy
figure-fcr = FCR
formula-offered = came in, without those given up within 5 s; of an agent: offers
formula-answered = offered and answered
formula-abandoned = given up before an answer, after more than 5 s; of an agent: offers missed
formula-service-level = answered within the target of the line / (answered + abandoned after the target)
formula-asa = waiting of the answered / answered
formula-handled = with a result; of an agent: also passed on
formula-aht = (talk + hold + wrap-up) / handled
formula-talk = talk / handled
formula-hold = hold at the desk / handled
formula-wrap-up = wrap-up / handled
formula-occupancy = handling / (handling + idle before offers)
formula-fcr = matters of known contacts that did not come again within 7 days / matters
because-reserved = asked for by name
because-last-agent = talked to the caller last
because-only-one = the only one free who may take it
because-not-missed = has not missed it yet
because-best-skilled = knows it best of those who are free
because-longest-idle = idle longest: { $time }
moment-now = Now
moment-came = came in
moment-freed = an agent became free
moment-missed = rang in vain
moment-waited = had waited
moment-gave-up = the caller gave up
end-answered = answered after { $time }
end-missed = missed after { $time }
end-taken-back = taken back after { $time }
end-taken-elsewhere = taken by a colleague after { $time }
end-gave-up = given up after { $time }
whynot-skill = { $skill } { $has }, needed { $least }
whynot-reserved = somebody else is asked for
whynot-kept = kept for who talked last
whynot-closed = the queue is closed
whynot-gone = at no terminal
whynot-no-phone = no telephone
whynot-phone-unreached = telephone not reached
whynot-behind = somebody else went first
missed = missed
too-long = longer than { $seconds } s
muted = microphone off
behind-talking = connecting …
behind-hold = holding …
behind-wrap-up = hanging up …
behind-dialling = dialling …
behind-long = the telephone lags
recording-begins = recording begins
recording-runs = REC { $time }
recording-paused = recording paused { $time }
recording-card = not recorded (card) { $time }
recording-hear = Hear the recording of { $from }: { $length }
recording-row = Recording of { $from }: { $length }
recording-gaps = { $count ->
    [one] a gap
   *[other] { $count } gaps
 }
recording-until = kept until { $day }
recording-erased = erased
recording-failed = could not be recorded
recording-goes-on = still running
third-party-closed = protected data closed
third-party = for { $who }: { $relation }
no = no
yes = yes
need = need
mandate-not = no mandate after all
mandate-seen = a mandate was shown
mandate = mandate
relation-self = the person of the file in person
search = Search
search-help = Name, number, town, date of birth, customer number — as you hear it.
search-nothing = no contact found
search-loading = the index is loading: { $count } contacts
contact-new = New contact
contact-cases = { $count ->
    [one] open case: { $numbers }
   *[other] open cases: { $numbers }
}
withheld = withheld: identify first
unsaved = changes not saved
list-empty = nothing
interface-in = Screen in { $language }
title-pause = Pause
title-outcome = How does this need end?
title-reason = What is it about?
title-palette = All actions
title-scripts = Scripts
title-unfinished = Parked and unfinished
title-result = Result
title-correct = Correct the result
title-missing = What is not filled in
title-relation = Who is calling?
title-unidentified = Why not identified?
title-mine = My contacts
title-values = Possible values
title-missed = Missed calls
title-which-key = Keys
keys-more = telephone and more …
lock-keys-choosing = Enter take it   Esc keep things as they are
lock-keys-shared = Enter unlock   Esc leave this terminal to somebody else
lock-keys = Enter unlock
lock-not-the-same = That was not the same. Choose again.
lock-too-short = { $count} characters at least.
lock-wait = Too many wrong ones: again in { $time}.
lock-wrong = That is not your PIN.
lock-rings = A call rings here.
lock-again = Once more
door-wrong = Wrong name or PIN.
door-pin = PIN:
door-who = Agent:
lock-pin = PIN
lock-choose = Choose a PIN of { $count} characters or more. It unlocks this screen, and signs you in at shared terminals.
lock-now = First the one that you have.
lock-since = { $name}, locked since { $time}
title-pin = Your PIN
title-locked = Locked
title-help = Help
title-why = Why is it corrected?
title-caller-name = The caller's name
title-caller-number = The caller's number
title-phone = Your telephone
title-dial = Call
title-emergency = Emergency
title-tones = Tones
title-directory = Pass on to whom?
directory-number = » a number outside: type it
title-slip = What was promised?
title-agent = What about this agent?
title-skills = Skills
title-waiting = What about this contact?
title-colleagues = Write to whom?
title-case-outcome = How does the case end?
title-say = Message
title-said = Messages
title-publish = Publishing
title-publish-at = From when?
publish-taken = in force from then
publish-nothing = Nothing differs from what is in force
publish-now = { $count ->
    [one] Publish 1 change, from the next contact
   *[other] Publish { $count } changes, from the next contact
}
publish-at = Publish for later …
publish-urgent = Urgent: also in contacts under way
publish-back = Roll back to edition { $number }
publish-withdraw = Withdraw edition { $number }, which counts from { $from }
publish-ahead = What comes in force later is the whole of it: it takes the place of all that is published before then.
publish-problems = { $count ->
    [one] 1 mistake: nothing can be published
   *[other] { $count } mistakes: nothing can be published
}
publish-gone = not there any more
publish-new = new
edition-row = Edition { $number }, from { $from }
edition-in-force = in force
edition-ahead = to come
edition-withdrawn = withdrawn
edition-past = past
edition-urgent = urgent
edition-restores = as edition { $number }
said-published = Edition { $number } is recorded
said-telephone-gone = The telephone system is not there: log calls by hand
said-telephone-back = The telephone system is there again
said-unreached = Your telephone was not reached: the caller waits; { $keys } tries again
said-no-number-to-call = This contact has no number
said-dial-by-hand = No telephone system: dial { $number } yourself; the call is logged
said-no-tones = Tones are for a call that is open
said-hung-up = The line is closed: { $how }
said-outside-gone = { $who }: { $how }. The caller waits: { $keys } returns
said-no-call-to-record = No call to record
said-recording-failed = The telephone system can’t record this call
said-phone-checked = Your phone hears and is heard
said-phone-silent = Nothing was heard from your phone: is it plugged in, the microphone on?
said-not-played = Your phone could not play it
said-closes = { $how }: “{ $result }” in 3 s; any key keeps it open
hung-up-other-side = the other side hung up
hung-up-passed-on = passed on
hung-up-agent = the agent hung up
hung-up-busy = busy
hung-up-no-answer = no answer
hung-up-declined = the call was declined
hung-up-no-such-number = there is no such number
hung-up-machine = a machine answered
hung-up-unreachable = not reached
said-withdrawn = Edition { $number } is withdrawn
said-edition = Edition { $number } is in force from the next contact
said-edition-urgent = Edition { $number }: new words, also in contacts under way
script-reworded = new words
action-publish = Publish scripts
title-past = Past contact
title-routing = Why this agent?
caller-name = name, without a file…
caller-number = number…
caller-name-taken = Enter takes the name as typed
caller-number-taken = Enter takes the number as typed
phone-taken = Enter takes the number as typed; none: no telephone
dial-taken = Enter calls the number as typed
emergency-who = Who
emergency-address = Where
emergency-number = Number
emergency-ask = not known: ask
emergency-call = Call { $number }; the caller waits
emergency-pass = Pass the caller on to { $number }
tones-taken = Enter sends the digits; s is the star, h the hash
slip-taken = Enter passes it on; it may be left empty
skills-taken = Enter sets them: fr nl:3; none: nothing is known
say-taken = Enter sends it
say-everybody = everybody
said-message = { $from }: { $text }
said-asks-help = { $who } asks for help
said-help-asked = Help is asked for
said-help-no-longer = Help is no longer asked for
said-bad-skill = A skill is letters, digits and hyphens, and then perhaps how well, from 1 to 5: nl:3
floor-agents = Agents { $all }: { $ready } ready, { $busy } busy
floor-queues = Queues
head-waiting = wait
head-oldest = oldest
head-level = level
head-abandoned = lost
floor-closed = closed
floor-today = Today by hour
floor-help = help { $time }
floor-helped = help came
floor-listen = listen to the call
floor-whisper = listen, and talk to the agent alone
floor-barge = talk with both
floor-listen-no-longer = listen no longer
floor-move = Move to whom?
floor-give = Give to whom?
floor-left = { $count } left unfinished
floor-overdue = { $count ->
    [one] { $count } case overdue
   *[other] { $count } cases overdue
}
floor-sooner = a minute sooner
floor-later = a minute later
slip-from = { $who } passes it on
slip-returned = { $who } did not answer
slip-promised = Promised: { $what }
slip-asks = { $who } asks you about this call
slip-calls-back = The caller asked to be called back: answering calls this number
consult-rings = { $who } is being called, the caller waits
consult-talks = { $who } is on the line, the caller waits
consult-joins = { $who }, the caller and you talk together
listening-listen = { $who } listens to this call
listening-whisper = { $who } listens and talks to the agent alone
listening-barge = { $who } talks with both
consult-waits = { $who } waits while you talk to the caller
also-here = { $who } has this file open too
said-nothing-to-pass-on = No live call to pass on
said-consult-agents = A queue can’t be talked to first
said-consult-unanswered = The colleague did not answer; the caller still waits
said-outcome = Outcome of the need: { $outcome }
said-nothing-concluded = Nothing of mine was concluded today.
said-live-call = A call is still open: again to leave all the same.
said-pin-saved = Your new PIN counts from now on.
said-take-with = { $keys } takes what is marked.
said-phone = Your telephone is { $phone } from now on.
said-field = { $field }: { $problem }
said-choose = Choose by a letter.
said-fill-in-first = Fill in first: { $field }
said-acknowledged = Acknowledged; the text is ready to be sent
said-case-overdue = Case { $number } is overdue: { $duty }
said-case-given = The case { $number } is yours now
correct-mistyped = wrong key
correct-learnt = learnt later
correct-agreed = agreed with the supervisor
correct-other = other
missing-nothing-asked = none of it was asked
result-before = (was: { $result })
past-correct = Correct the result…
past-line = The line
past-passed = Passed on to
past-call = Call { $number }
past-routing = To whom it was offered, and why…
cut-off = cut off
file-of = file concerned: { $who }
said-fields-filled = All fields are filled in: Tab goes into them.
said-nothing-parked = Nothing is parked.
said-nothing-to-continue = There is nothing to continue.
said-returns = { $who } rings again: { $keys } goes on with it.
said-no-number = There is no number to add.
said-nothing-to-undo = There is nothing to undo here.
said-saved = saved
said-unsaved = Changes are not saved: ^Y saves them, Esc again gives them up.
said-gave-up = The caller gave up; nothing else was taken.
said-rang-out = It rang in vain here and goes on to others
said-nothing-waits = Nothing rings here.

## Fields of a contact, and what is wrong with a value.

field-given = First name
field-family = Family name
field-organisation = Organisation
field-language = Language
field-numbers = Telephone
field-emails = E-mail
field-street = Street
field-postcode = Postcode
field-locality = Town
field-country = Country
field-birth = Born
field-customer_number = Customer number
field-iban = IBAN
field-national_number = National number
field-confidential = Confidential
field-note = Note
field-digits-missing = { $count } digits missing
field-digits-too-many = { $count } digits too many
field-only-digits = digits only
field-not-a-date = not a date
field-not-an-amount = not an amount, such as 12.50
field-not-a-phone = not a number
field-not-an-email = not an address
field-not-yes-no = yes or no
field-not-listed = not in the list
field-not-a-card = no card number

## Refusals: why something was not done.

refusal-not-signed-in = No agent in this session.
refusal-unknown = Not found.
refusal-gave-up = The caller gave up.
refusal-taken = A colleague has it already.
refusal-not-yours = This is not on your desk.
refusal-line-closed = The line is closed already.
refusal-nobody-called = Nobody was called here.
refusal-already-concluded = Concluded already: correct the result.
refusal-not-correctable = This result can't be corrected here.
refusal-unknown-result = Unknown result: { $detail }
refusal-unknown-script = Unknown script: { $detail }
refusal-unknown-line = No such line or agent: { $detail }
refusal-script = The script does not allow this here.
refusal-conflict = A colleague changed meanwhile: { $detail } — ^Y again keeps yours.
refusal-not-identified = Identify the caller first.
refusal-number-known = The telephone system reported the number.
refusal-no-number = There is no digit in it.
refusal-no-phone = Say first which telephone is yours
refusal-cannot-dial = That is no number to dial
refusal-not-recorded = Calls like this one are not recorded
refusal-no-recording = There is no recording to do that with
refusal-no-telephone = The telephone system is not there
refusal-nothing-to-hear = Nobody is in a call there that the telephone system carries
refusal-own-call-first = Finish your own call first
refusal-no-phone-of = { $detail } has no telephone
refusal-nothing-to-compare = The file has nothing to compare this with.
refusal-empty-contact = A name, a number or an e-mail is needed.
refusal-closing = The desk is being closed.
refusal-bad-field = { $detail }: this is none.
refusal-busy = Too many changes at once: try again.
refusal-not-allowed = Your role may not do that.
refusal-not-here = { $detail } is not at a desk
refusal-yourself = That is you
refusal-nothing-said = There is nothing in the message
refusal-case-closed = The case is closed: reopen it first
refusal-case-not-closed = The case is not closed
refusal-case-done = That is done already for this case
refusal-not-your-case = Only whose the case is, and supervisors, do that
refusal-pack-wrong = There is a mistake at { $detail }
refusal-pack-too-large = That is more than 1 MB of scripts
refusal-nothing-new = That is in force already
refusal-more-than-words = More than words changes at { $detail }: publish it from the next contact
refusal-past-time = That time is past
refusal-not-in-force = Another edition is in force by now
refusal-not-ahead = It is in force already, or was withdrawn
refusal-nothing-before = Nothing was in force before
refusal-not-left = Only a wrap-up that an absent agent left can be given to somebody else
refusal-nobody-consulted = No colleague is being talked to about this call
refusal-user-taken = That user signs in as { $detail} already.
refusal-name-taken = The name { $detail} is taken, by an agent or a shared terminal.
refusal-not-saved = Not saved: { $detail }

## The shell.

store-locked = The database is open in another process. Close that one first.
store-newer = The database is of a newer release ({ $detail }). Use a newer opcl.
store-damaged = The database is damaged ({ $detail }). Restore a backup.
store-full = The disk is full. Make room.
store-denied = No permission ({ $detail }).
store-io = The system says: { $detail }
io-not-found = no such file or directory
io-denied = not allowed to read or write it
io-read-only = the file system is read-only
io-directory = it is a directory
io-no-directory = part of the path is no directory
io-exists = it exists already
io-full = the disk is full
io-too-large = the file may not become any larger
io-refused = nobody answers there
io-not-utf8 = it is no UTF-8 text
shell-no-desk = No desk runs on this data directory. Start `opcl` first.
shell-no-desk-here = The desk that this host shares does not run. Its owner starts it: opcl serve.
shell-other-version = The desk is of another release.
shell-kept-out = { $data}: access is denied. The desk there is for its owner and the group { $group}; after you were added to the group, sign in to this host again. For a desk of your own, take another --data.
shell-stranger = The user { $user} is no agent of this desk. An administrator adds one: opcl agent add NAME --user { $user}
line-taken-over = This desk went on at another terminal.
line-closed = The desk is being closed. What was typed is saved.
line-lost = The line to the desk is gone. Start opcl again: it goes on where it was.
line-failed = The console failed again and again here. What was typed is saved; sign in anew.
line-removed = You may not sign in here any more. An administrator knows why.
console-others = Still at work here: {$names}. The desk goes on until they leave; Ctrl-C ends it.
agent-bad-key = { $file}: is no public SSH key of a kind that is taken (Ed25519, ECDSA).
agent-bad-name = { $name }: a name to connect with has 1 to { $count } letters, digits, dots, hyphens and underscores, no hyphen first.
agent-bad-skill = { $skill }: a skill is letters, digits and hyphens, and then perhaps how well, from 1 to { $best }: nl:3
agent-no-hash = The system gives no random numbers.
agent-pin = PIN (it is not shown):
agent-pin-differs = That was not the same PIN.
agent-no-user = There is no user { $user} on this host.
agent-none = No agents yet. opcl agent add NAME --key FILE
serve-ready = Agents sign in at { $address}. Host key: { $key}.
serve-no-group = The socket is for its owner alone: there is no group { $group } here, or this user is not in it.
journal-bad-since = { $text } is no day (2026-11-27) and no time (2026-11-27T09:30).
shell-running = A desk runs on this data already. End it first, or take another --data.
shell-no-answer = The input ended before the answer. Start opcl in a terminal.
shell-config-unreadable = The configuration { $file } cannot be read: { $detail }
shell-no-home = No home directory is known. Give --data DIR.
shell-no-database = There is no database in { $folder } yet. Start `opcl`, or import contacts first.
demo-not-here = { $folder } holds a database that is no demonstration’s. Give --data another directory.
terminal-failed = The terminal failed: { $detail }
check-well = well
check-bad =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
keymap-keys = keys
keymap-action = action
keymap-label = on the screen
keymap-letters = Letters choose here; the keymap leaves them alone.
welcome-language = Langue, taal, Sprache, language (fr nl de en):
welcome-no-language = “{ $answer }” is none of these: fr nl de en
notice-left-out = Files with mistakes were left out: { $files }
notice-unpublished = { $count ->
    [one] 1 change of scripts is not published: { $keys }
   *[other] { $count } changes of scripts are not published: { $keys }
}
check-none-yet = nothing yet
check-running = a desk runs on it
check-running-group = a desk runs on it, for its owner and the group { $group}
check-no-tty = none
check-small = { $cols }×{ $rows } is smaller than 80×24
check-languages = languages
check-scripts = scripts
check-keymaps = keymaps
check-config = configuration
check-data = data
check-terminal = terminal
check-socket = socket
check-host-key = host key
check-agents = agents
check-agents-said = { $count }, { $keys } with a key
check-telephone = telephone system
check-phones-gone = does not reach { $phones }
check-no-sounds = has no sound { $sounds }
check-no-application = the desk that runs does not drive its application { $name }
check-no-recordings = it has no folder for recordings (mkdir /var/spool/asterisk/recording)
asterisk-password = a password of your own
asterisk-adds = (+) adds to the section that is there; where there is none, leave it out
asterisk-lines = the third word is the line of lines.toml; without it, the first line
asterisk-recordings = once, as root: the folder of recordings
asterisk-phones = one for each agent, called as the agent’s telephone
asterisk-provider = who carries calls to and from the outside
check-not-private = others may read or write it: chmod 600
check-free = free
check-answers = an SSH server answers
check-port = port
welcome-name = Your name, as you say it to callers:
welcome-import = CSV file of contacts to import (Enter: none):
welcome-go-on = Press Enter to open the desk.
import-summary =
    { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }: { $added } added, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected
import-would =
    { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }: { $added } would be added, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected. Nothing was written.
import-as-text =
    { $count ->
        [one] { $count } cell does not fit its field: it is kept as text
       *[other] { $count } cells do not fit their field: they are kept as text
    }, under the heading of the column.
import-more = … and { $count } more
column-other = { $field }, second address
column-full_name = Whole name
column-family_first = Whole name, family name first
column-box = Box
column-extra = kept under its heading
column-ignore = left out

## Files.

file-empty = The file is empty.
file-too-many-columns = { $count } columns: this is no list of contacts.
file-utf16 = The file is UTF-16. Save it as CSV UTF-8.
file-binary = This is no text file. Save it as CSV.
file-no-field = No column is recognised: { $columns }. Say what they are for, such as --map "Heading=family,Heading=numbers"; the fields are in opcl import contacts --help.
map-no-equals = --map expects Heading=field, not "{ $part }".
map-no-such-field = No field "{ $field }". Possible: { $possible }
map-no-such-column = No column "{ $column }". In the file: { $possible }
reject-row-too-long = row too long
reject-quote = quote never closed
reject-encoding = not { $encoding }
reject-cells = wrong number of cells
reject-too-long = { $column }: more than { $most } characters
reject-rounded = { $column }: the spreadsheet rounded this number ({ $cell })
reject-nobody = no name, number or e-mail
import-line = line
import-reason = reason
import-progress =
    { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }, { $rate } a second
import-rejects = Rejected rows: { $file }
