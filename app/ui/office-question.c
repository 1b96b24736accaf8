/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-question.h"

#if ADW_CHECK_VERSION(1, 5, 0)
#define DIALOG(question)       ADW_ALERT_DIALOG (question)
#define dialog_call(name, ...) adw_alert_dialog_##name (__VA_ARGS__)
#else
#define DIALOG(question)       ADW_MESSAGE_DIALOG (question)
#define dialog_call(name, ...) adw_message_dialog_##name (__VA_ARGS__)
#endif

/**
 * office_question_new:
 * @heading: what is asked
 * @body: (nullable): what there is to know
 *
 * Returns: (transfer none): a question without answers, to be presented
 */
GtkWidget *
office_question_new (const char *heading, const char *body)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  return GTK_WIDGET (adw_alert_dialog_new (heading, body));
#else
  return adw_message_dialog_new (NULL, heading, body);
#endif
}

/**
 * office_question_add_answer:
 * @question: a question
 * @id: what the signal says
 * @label: with a mnemonic
 * @appearance: whether it destroys something, or is what one mostly wants
 */
void
office_question_add_answer (GtkWidget *question, const char *id, const char *label, AdwResponseAppearance appearance)
{
  dialog_call (add_response, DIALOG (question), id, label);
  dialog_call (set_response_appearance, DIALOG (question), id, appearance);
}

/**
 * office_question_set_default:
 * @question: a question
 * @id: the answer that Enter gives
 */
void
office_question_set_default (GtkWidget *question, const char *id)
{
  dialog_call (set_default_response, DIALOG (question), id);
}

/**
 * office_question_set_on_close:
 * @question: a question
 * @id: the answer that Escape gives; "close" if this is not called
 */
void
office_question_set_on_close (GtkWidget *question, const char *id)
{
  dialog_call (set_close_response, DIALOG (question), id);
}

/**
 * office_question_set_enabled:
 * @question: a question
 * @id: an answer
 * @enabled: whether it can be given now
 */
void
office_question_set_enabled (GtkWidget *question, const char *id, gboolean enabled)
{
  dialog_call (set_response_enabled, DIALOG (question), id, enabled);
}

/**
 * office_question_set_child:
 * @question: a question
 * @child: what stands below its text
 */
void
office_question_set_child (GtkWidget *question, GtkWidget *child)
{
  dialog_call (set_extra_child, DIALOG (question), child);
}

/**
 * office_question_present:
 * @question: a question
 * @parent: a widget of the window that asks
 */
void
office_question_present (GtkWidget *question, GtkWidget *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (question), parent);
#else
  GtkRoot *root = gtk_widget_get_root (parent);

  gtk_window_set_transient_for (GTK_WINDOW (question), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (question));
#endif
}
