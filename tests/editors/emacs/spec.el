;;; emacs -q --batch -l spec.el ROOT DESK, with the server on the path as `copydesk' -*- lexical-binding: t; -*-

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'ert)
(require 'json)

(pcase-let ((`(,repository ,folder) command-line-args-left))
  (defconst root (file-name-as-directory repository))
  (defconst desk (file-name-as-directory folder)))
(setq command-line-args-left nil)

;; As patient as all that is waited for here.
(setq jsonrpc-default-request-timeout 60)

(defconst scenario
  (with-temp-buffer
    (insert-file-contents (concat root "tests/editors/scenario.json"))
    (json-parse-buffer :object-type 'alist :array-type 'list)))

(defconst findings (alist-get 'findings scenario))

(defconst blocks
  (with-temp-buffer
    (insert-file-contents (concat root "editors/emacs/README.md"))
    (cl-loop while (re-search-forward "```elisp\n\\(\\(?:.*\n\\)*?\\)```" nil t)
             collect (match-string 1)))
  "The Lisp of the readme's blocks: the start, the settings.")

(defun run-block (block)
  (with-temp-buffer
    (insert block)
    (eval-buffer)))

(defmacro check (what &rest body)
  (declare (indent 1))
  `(condition-case failure
       (progn ,@body (princ (format "ok - %s\n" ,what)))
     ((error ert-test-failed)
      (princ (format "not ok - %s\n%S\n" ,what failure))
      (kill-emacs 1))))

(defmacro eventually (condition)
  `(let ((deadline (+ (float-time) 60)))
     (while (not ,condition)
       (when (> (float-time) deadline) (error "Not in time: %S" ',condition))
       (accept-process-output nil 0.05))))

(defun of (finding key) (alist-get key finding))

(defun column (finding side)
  "The position in the buffer of a SIDE of FINDING, whose columns are UTF-16's."
  (save-excursion
    (goto-char (point-min))
    (forward-line (of finding 'line))
    (let ((units (funcall side (of finding 'utf16))))
      (while (> units 0)
        (setq units (- units (if (> (char-after) #xffff) 2 1)))
        (forward-char)))
    (point)))

(defun mark (finding)
  (cl-find-if (lambda (found) (string-match-p (regexp-quote (of finding 'code)) (flymake-diagnostic-text found)))
              (flymake-diagnostics)))

(defun all-marked ()
  (flymake-start)
  (eventually (and (= (length (flymake-diagnostics)) (length findings)) (cl-every #'mark findings))))

(defun typed ()
  "Tell the server what was typed, as Emacs does when it is idle; a batch never is."
  (eglot--signal-textDocument/didChange))

(defun text () (buffer-substring-no-properties (point-min) (point-max)))

(defun saved ()
  "The draft as the disk has it, line ends and all."
  (with-temp-buffer
    (let ((coding-system-for-read 'utf-8-unix))
      (insert-file-contents (concat desk (alist-get 'draft scenario))))
    (text)))

(defun fixed (text finding) (string-replace (of finding 'words) (of finding 'fix) text))

(princ (format "# Emacs %s, eglot %s\n" emacs-version
               (package-version-join (package-desc-version (cadr (assq 'eglot package-alist))))))
(run-block (car blocks))
(find-file (concat desk (alist-get 'draft scenario)))
(defconst original (text))

(check "the readme's configuration starts the server in the drafts' folder"
  (run-hooks 'post-command-hook)
  (eventually (eglot-current-server))
  (should (file-equal-p (project-root (eglot--project (eglot-current-server))) desk))
  (should (eq (coding-system-eol-type buffer-file-coding-system) 1)))

(check "marks stand under the words, behind an emoji and before CRLF, with code, severity and message"
  (all-marked)
  (dolist (finding findings)
    (let ((found (mark finding)))
      (should (equal (cons (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                     (cons (column finding #'car) (column finding #'cadr))))
      (should (equal (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                     (of finding 'words)))
      (should (eq (flymake-diagnostic-type found) (intern (concat "eglot-" (of finding 'severity)))))
      (dolist (part (of finding 'message))
        (should (string-search part (flymake-diagnostic-text found)))))))

(check "the hover cites the sources"
  (dolist (finding findings)
    (goto-char (1+ (column finding #'car)))
    (let (shown)
      (eglot-hover-eldoc-function (lambda (info &rest _) (setq shown (or info shown))))
      (eventually shown)
      (dolist (part (of finding 'hover))
        (should (string-search part shown))))))

(check "go to definition leads to the passage"
  (dolist (finding findings)
    (goto-char (1+ (column finding #'car)))
    (let ((found (mapcar #'xref-item-location
                         (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
          (report (concat desk (alist-get 'report (of finding 'definition))))
          (line (1+ (alist-get 'line (of finding 'definition)))))
      (should (cl-some (lambda (place)
                         (and (equal (xref-location-group place) report) (eql (xref-location-line place) line)))
                       found)))))

(check "each fix changes its words and nothing else, and its mark goes"
  (dolist (finding findings)
    (goto-char (1+ (column finding #'car)))
    (let ((wanted (fixed (text) finding)))
      ;; By the keyboard, with RET for what is offered first.
      (cl-letf ((last-nonmenu-event ?\r)
                ((symbol-function 'completing-read) (lambda (&rest arguments) (nth 6 arguments))))
        (call-interactively #'eglot-code-actions))
      (should (equal (text) wanted)))
    (typed)
    (eventually (not (mark finding))))
  (erase-buffer)
  (insert original)
  (typed)
  (all-marked))

(check "saving is not held up by code actions; fix all mends figures and no quotation, emoji and CRLF stay"
  (let ((wanted (concat (saved) "More to come.\r\n"))
        (offered nil)
        (jsonrpc-default-request-timeout 1))
    (add-hook 'before-save-hook
              (lambda ()
                (should-not (eglot-code-actions (point-min) (point-max) "source.organizeImports"))
                (setq offered (eglot-code-actions (point-min) (point-max) "source.fixAll.copydesk")))
              nil t)
    (goto-char (point-max))
    (insert "More to come.\n")
    (save-buffer)
    (should (= (length offered) 1))
    (eglot--apply-workspace-edit (plist-get (car offered) :edit))
    (save-buffer)
    (dolist (finding findings)
      (when (string-prefix-p "figure/" (of finding 'code))
        (setq wanted (fixed wanted finding))))
    (should (equal (saved) wanted))
    (erase-buffer)
    (insert original)
    (save-buffer)
    (all-marked)))

(check "a severity of `off' takes a mark away without a restart, and it comes back"
  (let ((off (car findings)))
    (dolist (severity (list "off" (of off 'severity)))
      (setq-default eglot-workspace-configuration
                    `(:copydesk (:severities (,(intern (concat ":" (of off 'code))) ,severity))))
      (eglot-signal-didChangeConfiguration (eglot-current-server))
      (eventually (eq (null (mark off)) (equal severity "off")))
      (should (mark (cadr findings))))))

(check "the readme's settings are what the server takes"
  (let (complaint)
    (cl-letf (((symbol-function 'eglot--message) (lambda (&rest arguments) (setq complaint arguments))))
      (run-block (cadr blocks))
      (eglot-signal-didChangeConfiguration (eglot-current-server))
      ;; Answered behind the settings.
      (eglot-code-actions (point-min) (point-max) "quickfix"))
    (should-not complaint)))

(check "after a restart nothing stale is marked"
  (eglot-shutdown (eglot-current-server) nil 60)
  (should-not (flymake-diagnostics))
  (goto-char (point-min))
  (insert "A new line above.\n\n")
  (apply #'eglot (eglot--guess-contact))
  ;; It goes on in the background when it takes longer than `eglot-sync-connect'.
  (eventually (eglot-current-server))
  (all-marked)
  (dolist (finding findings)
    (let ((found (mark finding)))
      (should (equal (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))
                     (of finding 'words))))))

(eglot-shutdown-all)
