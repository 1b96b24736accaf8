/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-card-stock.h"

#define MOST_SPARE 24

struct _OfficeCardStock {
  GtkWidget *widget; /* owns it */
  GCallback picked;
  OfficeSession *session;
  OfficeCardPicks *picks; /* nullable */
  char *selected;
  GHashTable *left;  /* OfficeTask, a set; nullable */
  GHashTable *cards; /* OfficeTask → OfficeTaskCard */
  GPtrArray *spare;  /* OfficeTaskCard without a task, not shown */
};

static void
dress (OfficeCardStock *self, OfficeTaskCard *card)
{
  OfficeTask *task = office_task_card_get_task (card);

  office_task_card_set_selected (card, g_strcmp0 (self->selected, office_task_get_id (task)) == 0);
  office_task_card_set_picked (card, self->picks != NULL && office_card_picks_has (self->picks, task));
  if (self->left != NULL && g_hash_table_contains (self->left, task))
    gtk_widget_add_css_class (GTK_WIDGET (card), "left");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (card), "left");
}

OfficeCardStock *
office_card_stock_new (GtkWidget *widget, GCallback picked)
{
  OfficeCardStock *self = g_new0 (OfficeCardStock, 1);

  self->widget = widget;
  self->picked = picked;
  self->cards = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->spare = g_ptr_array_new ();
  return self;
}

void
office_card_stock_free (OfficeCardStock *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->picks);
  g_free (self->selected);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_hash_table_unref (self->cards);
  g_ptr_array_unref (self->spare);
  g_free (self);
}

void
office_card_stock_forget (OfficeCardStock *self)
{
  g_hash_table_remove_all (self->cards);
  g_ptr_array_set_size (self->spare, 0);
}

void
office_card_stock_set_session (OfficeCardStock *self, OfficeSession *session, OfficeCardPicks *picks)
{
  g_set_object (&self->session, session);
  g_set_object (&self->picks, picks);
}

void
office_card_stock_set_selected (OfficeCardStock *self, const char *task)
{
  g_free (self->selected);
  self->selected = g_strdup (task);
  office_card_stock_dress (self);
}

void
office_card_stock_set_left (OfficeCardStock *self, GHashTable *tasks)
{
  g_clear_pointer (&self->left, g_hash_table_unref);
  if (tasks != NULL)
    self->left = g_hash_table_ref (tasks);
  office_card_stock_dress (self);
}

void
office_card_stock_dress (OfficeCardStock *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    dress (self, card);
}

OfficeTaskCard *
office_card_stock_find (OfficeCardStock *self, OfficeTask *task)
{
  return g_hash_table_lookup (self->cards, task);
}

OfficeTaskCard *
office_card_stock_make (OfficeCardStock *self, OfficeTask *task)
{
  OfficeTaskCard *card;

  if (self->spare->len > 0)
    {
      card = g_ptr_array_steal_index (self->spare, self->spare->len - 1);
      office_task_card_set_task (card, task);
      gtk_widget_set_child_visible (GTK_WIDGET (card), TRUE);
    }
  else
    {
      card = OFFICE_TASK_CARD (office_task_card_new (self->session, task));
      g_signal_connect (card, "picked", self->picked, self->widget);
      gtk_widget_set_parent (GTK_WIDGET (card), self->widget);
    }
  g_hash_table_insert (self->cards, g_object_ref (task), card);
  dress (self, card);
  return card;
}

void
office_card_stock_put_back (OfficeCardStock *self, OfficeTask *task)
{
  OfficeTaskCard *card = office_card_stock_find (self, task);

  gtk_widget_set_child_visible (GTK_WIDGET (card), FALSE);
  office_task_card_set_task (card, NULL);
  if (self->spare->len < MOST_SPARE)
    g_ptr_array_add (self->spare, card);
  else
    gtk_widget_unparent (GTK_WIDGET (card));
  g_hash_table_remove (self->cards, task);
}

GPtrArray *
office_card_stock_list_others (OfficeCardStock *self, GHashTable *wanted)
{
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &task, NULL))
    if (!g_hash_table_contains (wanted, task))
      g_ptr_array_add (others, g_object_ref (task));
  return others;
}

/* So that Tab and a screen reader go through them from the top. */
void
office_card_stock_put_in_order (OfficeCardStock *self, GPtrArray *cards)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = cards->pdata[i];

      if (gtk_widget_get_prev_sibling (card) != before)
        gtk_widget_insert_after (card, self->widget, before);
      before = card;
    }
}

guint
office_card_stock_get_n (OfficeCardStock *self)
{
  return g_hash_table_size (self->cards);
}

guint
office_card_stock_get_n_made (OfficeCardStock *self)
{
  return office_card_stock_get_n (self) + self->spare->len;
}
