### L'interface en français.

## Actions: what a key does, short enough for a bar of hints.

action-answer = Décrocher
action-take-oldest = Prendre le plus ancien
action-hold = Mettre en attente / reprendre
action-hang-up = Raccrocher
action-conclude = Conclure
action-ready = Disponible
action-pause = Pause
action-away = Absent
action-mute = Couper le micro
action-park = Mettre de côté
action-return-parked = Revenir à l'appel mis de côté
action-continue-cut-off = Reprendre l'appel coupé
action-log-call = Noter un appel
action-read-card = Qui appelle
action-card-match-1 = Premier contact
action-card-match-2 = Deuxième contact
action-card-match-3 = Troisième contact
action-card-match-4 = Quatrième contact
action-card-match-5 = Cinquième contact
action-card-match-6 = Sixième contact
action-card-match-7 = Septième contact
action-card-match-8 = Huitième contact
action-card-match-9 = Neuvième contact
action-card-none = Aucun d'eux
action-card-later = Plus tard
action-next-step = Étape suivante
action-previous-step = Étape précédente
action-skip-step = Passer l'étape
action-check-confirmed = Correct
action-check-wrong = Faux
action-check-refused = Refusé
action-check-not-asked = Non demandé
action-not-identified = Non identifié
action-understood = Compris
action-explained-again = Réexpliqué
action-not-understood = Pas compris
action-add-need = Besoin suivant
action-open-script = Ouvrir un script
action-language-fr = Parler français
action-language-nl = Parler néerlandais
action-language-de = Parler allemand
action-language-en = Parler anglais
action-note = Note
action-contacts = Chercher un contact
action-open = Ouvrir
action-edit = Modifier
action-new-contact = Nouveau contact
action-attach-number = Ajouter le numéro au contact
action-set-caller = Indiquer l'interlocuteur
action-set-file = Indiquer le dossier concerné
action-file-none = Aucun dossier concerné
action-history = Historique
action-correct-result = Corriger le dernier résultat
action-unfinished = Post-appels inachevés
action-missed = Appels manqués
action-accept = Valider
action-cancel = Annuler
action-focus-next = Champ suivant
action-focus-previous = Champ précédent
action-focus-queue = Vers la file d'attente
action-focus-script = Vers le script
action-focus-form = Vers le formulaire
action-up = Monter
action-down = Descendre
action-page-up = Page précédente
action-page-down = Page suivante
action-home = Au début
action-end = À la fin
action-prompt = Liste des valeurs
action-save = Enregistrer
action-undo = Défaire
action-word-left = Un mot à gauche
action-word-right = Un mot à droite
action-delete-word = Effacer le mot
action-clear-line = Vider la ligne
action-help = Aide
action-palette = Toutes les actions
action-leader = Menu
action-redraw = Redessiner l'écran
action-sign-out = Se déconnecter
action-quit = Quitter la console

## Where the keys have a meaning.

context-text = Champ de texte
context-form = Formulaire
context-contacts = Contacts
context-palette = Toutes les actions
context-list = Liste
context-conclude = Conclure
context-identify = Identifier
context-understand = Compréhension
context-script = Script
context-card = Qui appelle
context-queue = File d'attente
context-contact = Contact
context-help = Aide
context-desk = Hors des champs de texte
context-global = Partout
context-leader = Après la touche menu

## Mistakes in files that people write. The place stands before or above the message.

problem-toml = TOML non valable : { $detail }

## Mistakes in keymaps.

problem-keymap-context = aucun contexte ne s'appelle « { $name } » ; les contextes sont : { $known }
problem-keymap-table = {"["}{ $name }] doit être une table de touches et d'actions
problem-keymap-name = une action est attendue ici, en texte entre guillemets, ou "none"
problem-keymap-action = aucune action ne s'appelle « { $name } » ; la référence les donne toutes
problem-keymap-action-near = aucune action ne s'appelle « { $name } » ; vouliez-vous dire « { $near } » ?
problem-keymap-place = « { $name } » n'a pas de sens dans [{ $context }] ; sa place est : { $places }
problem-keymap-letter = « { $key } » ne peut être lié dans [{ $context }] : cette touche y écrit ou y choisit
problem-keymap-twice = « { $key } » a déjà une action à la ligne { $line }
problem-keymap-prefix = « { $prefix } » agit déjà seul : « { $key } » est inaccessible
problem-keymap-leader = « { $key } » ouvre le menu ; placez « { $rest } » dans [leader]
problem-keymap-answer = « { $key } » ne peut décrocher : on l'enfonce par habitude
problem-key-empty = il manque une touche : un espace entre deux touches, aucun autour
problem-key-unknown = aucune touche ne s'appelle « { $key } » ; les touches sont F1 à F24, Ctrl-f, S-Tab, Enter, Esc, Space, PgUp, a, ? et semblables
problem-key-alt = « { $key } » : sur une ligne, Alt avec une touche équivaut à Esc et cette touche ; utilisez Ctrl ou le menu
problem-key-shift = « { $key } » : écrivez le caractère lui-même, comme ? ou A ; S- vaut pour les touches F, Tab et les flèches
problem-key-control = « { $key } » : les terminaux n'envoient pas cette touche avec Ctrl
problem-key-multiplexer = « { $key } » appartient à screen et tmux
problem-key-flow = « { $key } » arrête ou relance l'affichage du terminal
problem-key-shell = « { $key } » appartient au shell, qui suspend ou arrête ainsi les programmes
problem-key-connection = « { $key } » appartient à mosh et telnet
problem-key-same-bytes = « { $key } » est le même octet que Tab, Enter, Esc ou Backspace

## What a keymap leaves out; no mistakes.

gap-unbound = « { $name } » n'a pas de touches dans [{ $context }] ; seule la palette y mène
gap-only-function = « { $name } » n'a que des touches F dans [{ $context }], que certains terminaux gardent pour eux
gap-only-awkward = « { $name } » n'a dans [{ $context }] que des signes qui demandent Maj ou AltGr sur certains claviers

## Dates and times as people type them.

when-empty = une date et une heure sont attendues : « demain 14h30 », « ven 9h », « +2j 10h »
when-unknown = « { $word } » n'est compris ni comme date ni comme heure
when-no-time = à quelle heure ?
when-no-day = quel jour ?
when-no-such-date = « { $word } » n'existe pas dans le calendrier
when-no-such-time = « { $word } » n'est pas une heure du jour
when-twice = « { $word } » s'ajoute à une autre date ou heure
when-past = { $when } est passé
