import { ArrowLeft, Heart } from "lucide-react";
import { useId } from "react";
import { Button } from "../../shell/controls/button.tsx";
import { Slider } from "../../shell/controls/slider.tsx";
import { useTogetherWords } from "./use-words.ts";

const STRENGTHS = Array.from({ length: 21 }, (_, i) => i / 20);

interface BreedProps {
  readonly picked: number;
  readonly strength: number;
  readonly onStrength: (strength: number) => void;
  readonly onBreed: () => void;
  /** To the generation before; absent at the first. */
  readonly onBack: (() => void) | undefined;
}

/** Of the favourites comes the next generation. */
export function Breed({ picked, strength, onStrength, onBreed, onBack }: BreedProps) {
  const { words, fill, percent } = useTogetherWords();
  const id = useId();
  return (
    <div className="together-breed">
      <p className="quiet">{words.breed.hint}</p>
      <div className="together-tools">
        <span className="together-strength">
          <label htmlFor={id}>{words.breed.mutation}</label>
          <Slider id={id} stops={STRENGTHS} value={strength} valueText={percent} onChange={onStrength} />
          <output className="tabular">{percent(strength)}</output>
        </span>
        <Button kind="primary" disabled={picked === 0} onClick={onBreed}>
          <Heart size="1.05em" aria-hidden="true" fill="currentColor" /> {words.breed.go}
        </Button>
        {onBack ? (
          <Button onClick={onBack}>
            <ArrowLeft size="1.05em" aria-hidden="true" /> {words.back}
          </Button>
        ) : null}
        <output className="quiet tabular">{picked > 0 ? fill(words.breed.picked, { count: picked }) : ""}</output>
      </div>
    </div>
  );
}
